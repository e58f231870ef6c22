// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of Terraform.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Value } from '../../src/model/fact.ts';
import { readSource } from '../../src/sources/repository/read-source.ts';
import { shown, writeRepository } from './written-repository.ts';

const oneFile = `resource "aws_db_instance" "main" {
  count                   = 2
  backup_retention_period = var.days
  tags                    = { Name = "main", "kubernetes.io/role" = "db" }
}

resource "aws_s3_bucket_server_side_encryption_configuration" "a" {
  rule {
    apply_server_side_encryption_by_default {
      sse_algorithm = "AES256"
    }
  }
  rule { bucket_key_enabled = true }
}

resource "aws_security_group" "web" {
  ingress {
    from_port   = 443
    cidr_blocks = ["0.0.0.0/0"]
  }
  ingress {
    from_port   = 22
    cidr_blocks = ["0.0.0.0/0", "10.0.0.0/8"]
  }
  dynamic "egress" {
    for_each = var.ports
    content {
      from_port = egress.value
    }
  }
  tags = merge(local.tags, {
    Owner = "web"
  })
}

resource "aws_network_acl" "main" {
  ingress {
    rule_no  = 10
    protocol = "tcp"
  }
  dynamic "ingress" {
    for_each = [1]
    content {
      rule_no  = ingress.value
      protocol = "-1"
    }
  }
}

resource "aws_iam_policy" "all" {
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      { Effect = "Allow", Action = "s3:Get*" },
      {
        Effect = "Allow"
        Action = ["*"]
      },
    ]
  })
}

resource "aws_iam_policy" "one" {
  policy = jsonencode({ Statement = {
    Action = "*"
  } })
}

resource "aws_iam_policy" "text" {
  policy = <<EOT
{ "Statement": [
  { "Action": "*" } ] }
EOT
}

data "aws_iam_policy_document" "a" {
  statement {
    effect = "Allow"
  }
  statement {
    effect = "Allow"
  }
}

resource "aws_default_security_group" "a" {
  ingress = [
    { from_port = 1 },
    { from_port = 2 },
  ]
}

resource "aws_s3_bucket_lifecycle_configuration" "a" {
  rule { id = "one" }
  dynamic "rule" {
    for_each = var.rules
    content { id = rule.value }
  }
  rule { id = "last" }
}

resource "aws_instance" "one" {
  ebs_block_device {
    device_name = "/dev/sdb"
    encrypted   = true
  }
}
`;

const list = (...items: readonly string[]): Value => ({
  items: items.map((value) => ({
    state: 'known',
    value,
    path: '',
    place: { source: 'example', name: '' },
  })),
});

const paths: readonly (readonly [address: string, path: string, at: string, value?: Value])[] = [
  ['aws_db_instance.main[0]', '', '1:1 block in 1-5'],
  ['aws_db_instance.main[0]', 'backup_retention_period', '3:3 attribute backup_retention_period in 1-5'],
  ['aws_db_instance.main[1]', 'backup_retention_period', '3:3 attribute backup_retention_period in 1-5'],
  ['aws_db_instance.main[0]', 'tags', '4:3 attribute tags in 1-5'],
  ['aws_db_instance.main[0]', 'tags.Name', '4:31 attribute tags.Name in 1-5'],
  ['aws_db_instance.main[0]', 'tags_all.Name', '4:31 attribute tags.Name in 1-5'],
  ['aws_db_instance.main[0]', 'tags.kubernetes.io/role', '4:46 attribute tags.kubernetes.io/role in 1-5'],
  ['aws_db_instance.main[0]', 'tags_all.Owner', '4:3 attribute tags in 1-5'],
  ['aws_db_instance.main[0]', 'storage_encrypted', 'nowhere'],
  ['aws_s3_bucket_server_side_encryption_configuration.a', 'tags_all', 'nowhere'],
  [
    'aws_s3_bucket_server_side_encryption_configuration.a',
    'rule[0].apply_server_side_encryption_by_default[0].sse_algorithm',
    '10:7 attribute rule.apply_server_side_encryption_by_default.sse_algorithm in 7-14',
  ],
  [
    'aws_s3_bucket_server_side_encryption_configuration.a',
    'rule[0].apply_server_side_encryption_by_default[0].kms_master_key_id',
    '9:5 attribute rule.apply_server_side_encryption_by_default in 7-14',
  ],
  [
    'aws_s3_bucket_server_side_encryption_configuration.a',
    'rule[1].bucket_key_enabled',
    '13:10 attribute rule.bucket_key_enabled in 7-14',
  ],
  // Of blocks in a set the plan's index says nothing; the value may.
  ['aws_security_group.web', 'ingress', 'nowhere'],
  ['aws_security_group.web', 'ingress[0].from_port', 'nowhere'],
  ['aws_security_group.web', 'ingress[0].from_port', '22:5 attribute ingress.from_port in 16-34', 22],
  ['aws_security_group.web', 'ingress[0].cidr_blocks', 'nowhere', '0.0.0.0/0'],
  [
    'aws_security_group.web',
    'ingress[0].cidr_blocks',
    '23:5 attribute ingress.cidr_blocks in 16-34',
    list('10.0.0.0/8', '0.0.0.0/0'),
  ],
  ['aws_security_group.web', 'ingress[0].cidr_blocks', 'nowhere', list('0.0.0.0/0', '192.168.0.0/16')],
  ['aws_security_group.web', 'egress', '25:3 attribute egress in 16-34'],
  ['aws_security_group.web', 'egress[3].from_port', '28:7 attribute egress.from_port in 16-34'],
  ['aws_security_group.web', 'egress[3].self', '25:3 attribute egress in 16-34'],
  ['aws_security_group.web', 'tags_all.Owner', '32:5 attribute tags.Owner in 16-34'],
  ['aws_security_group.web', 'tags_all.Name', '31:3 attribute tags in 16-34'],
  ['aws_network_acl.main', 'ingress[1].rule_no', '38:5 attribute ingress.rule_no in 36-48', 10],
  ['aws_network_acl.main', 'ingress[1].rule_no', '44:7 attribute ingress.rule_no in 36-48', 20],
  ['aws_network_acl.main', 'ingress[0].protocol', '45:7 attribute ingress.protocol in 36-48', '-1'],
  ['aws_network_acl.main', 'ingress[0].protocol', 'nowhere', 'udp'],
  ['aws_iam_policy.all', 'policy.Statement[1].Action', '57:9 attribute policy.Statement.Action in 50-61'],
  ['aws_iam_policy.all', 'policy.Statement[0].Action', '54:27 attribute policy.Statement.Action in 50-61'],
  ['aws_iam_policy.all', 'policy.Statement[1].NotAction', '55:7 attribute policy.Statement in 50-61'],
  ['aws_iam_policy.all', 'policy.Statement', '53:5 attribute policy.Statement in 50-61'],
  ['aws_iam_policy.one', 'policy.Statement[0].Action', '65:5 attribute policy.Statement.Action in 63-67'],
  ['aws_iam_policy.text', 'policy.Statement[0].Action', '72:5 attribute policy.Statement.Action in 69-74'],
  [
    'data.aws_iam_policy_document.a',
    'statement[1].effect',
    '81:5 attribute statement.effect in 76-83',
    'Allow',
  ],
  ['aws_default_security_group.a', 'ingress[1].from_port', '86:3 attribute ingress in 85-90', 1],
  ['aws_s3_bucket_lifecycle_configuration.a', 'rule[0].id', '93:10 attribute rule.id in 92-99'],
  ['aws_s3_bucket_lifecycle_configuration.a', 'rule[2].id', 'nowhere'],
  ['aws_s3_bucket_lifecycle_configuration.a', 'rule[9].id', '98:10 attribute rule.id in 92-99', 'last'],
  ['aws_s3_bucket_lifecycle_configuration.a', 'rule[9].id', '96:15 attribute rule.id in 92-99', 'x'],
  // The source may be older or newer than the plan: then a block is never taken for another one.
  ['aws_iam_policy.one', 'policy.Statement[1].Action', '64:25 attribute policy.Statement in 63-67'],
  ['data.aws_iam_policy_document.a', 'statement[1].effect', 'nowhere', 'Deny'],
  ['data.aws_iam_policy_document.a', 'statement[2].effect', 'nowhere'],
  [
    'aws_s3_bucket_server_side_encryption_configuration.a',
    'rule[0].apply_server_side_encryption_by_default[1].sse_algorithm',
    '8:3 attribute rule in 7-14',
  ],
  ['aws_instance.one', 'ebs_block_device[1].encrypted', 'nowhere'],
  [
    'aws_instance.one',
    'ebs_block_device[0].encrypted',
    '104:5 attribute ebs_block_device.encrypted in 101-106',
  ],
  ['aws_instance.one', 'ebs_block_device[0].device_name', 'nowhere', '/dev/xvda'],
  [
    'aws_instance.one',
    'ebs_block_device[0].device_name',
    '103:5 attribute ebs_block_device.device_name in 101-106',
    '/dev/sdb',
  ],
  ['aws_vpc.elsewhere', 'cidr_block', 'nowhere'],
  ['module.remote.aws_vpc.main', '', 'nowhere'],
  ['not an address', 'tags', 'nowhere'],
  ['aws_iam_policy.all', '[0]', 'nowhere'],
];

test('finds the line of an attribute in its block', async (t) => {
  const root = writeRepository(t, { 'main.tf': oneFile });
  const ordered = ['rule', 'rule.apply_server_side_encryption_by_default', 'statement'];
  const { places } = await readSource(root, {
    stacks: [{ addresses: ['aws_db_instance.main[0]'] }],
    isOrdered: (_, names) => ordered.includes(names.join('.')),
  });
  for (const [address, path, at, value] of paths) {
    const found = path === '' ? places.blockOf(address) : places.attributeOf(address, path, undefined, value);
    assert.equal(shown(found).replace('main.tf:', ''), at, `${address} ${path}`);
  }
});

const modules = {
  'live/prod/main.tf':
    'module "web" {\n  source   = "../../modules/web"\n  for_each = {}\n}\nmodule "far" {\n  source = "terraform-aws-modules/vpc/aws"\n}\nmodule "out" {\n  source = "../../../elsewhere"\n}\nmodule "gone" {\n  source = "./gone"\n}\n',
  'modules/web/main.tf':
    'module "inner" {\n  count  = 2\n  source = "./inner"\n  size = 1\n}\nresource "aws_lb" "this" {\n  internal = var.internal\n}\n',
  'modules/web/inner/main.tf':
    'variable "size" {}\nresource "aws_instance" "this" {\n  monitoring = false\n}\nmodule "git" {\n  source = "git::https://git.example.com/x.git"\n}\nmodule "again" {\n  source = "../"\n}\n',
};

const moduleAddresses: readonly (readonly [address: string, path: string, at: string])[] = [
  [
    'module.web["a.b"].aws_lb.this',
    '',
    'modules/web/main.tf:6:1 block in 6-8 by module.web@live/prod/main.tf:1:1',
  ],
  [
    'module.web["a"].aws_lb.this',
    'internal',
    'modules/web/main.tf:7:3 attribute internal in 6-8 by module.web@live/prod/main.tf:1:1',
  ],
  [
    'module.web["a"].module.inner[1].aws_instance.this[0]',
    'monitoring',
    'modules/web/inner/main.tf:3:3 attribute monitoring in 2-4 by module.web@live/prod/main.tf:1:1 by module.inner@modules/web/main.tf:1:1',
  ],
  ['module.far.aws_vpc.this[0]', '', 'live/prod/main.tf:5:1 module-call in 5-7'],
  ['module.far.module.deep.aws_vpc.this[0]', '', 'live/prod/main.tf:5:1 module-call in 5-7'],
  ['module.far.aws_vpc.this[0]', 'cidr_block', 'nowhere'],
  ['module.out.aws_vpc.this', '', 'live/prod/main.tf:8:1 module-call in 8-10'],
  ['module.gone.aws_vpc.this', '', 'live/prod/main.tf:11:1 module-call in 11-13'],
  [
    'module.web["a"].module.inner[0].module.git.aws_vpc.this',
    '',
    'modules/web/inner/main.tf:5:1 module-call in 5-7 by module.web@live/prod/main.tf:1:1 by module.inner@modules/web/main.tf:1:1',
  ],
  [
    'module.web["a"].module.inner[0].module.again.aws_lb.this',
    '',
    'modules/web/main.tf:6:1 block in 6-8 by module.web@live/prod/main.tf:1:1 by module.inner@modules/web/main.tf:1:1 by module.again@modules/web/inner/main.tf:8:1',
  ],
  ['module.web["a"].aws_lb.other', '', 'nowhere'],
  ['module.nobody.aws_lb.other', '', 'nowhere'],
];

test('follows calls of local modules, and shows the others where they are called', async (t) => {
  const root = writeRepository(t, modules);
  const { places, notes } = await readSource(root, { stacks: [{ stack: 'live/prod', addresses: [] }] });
  assert.deepEqual(notes, []);
  for (const [address, path, at] of moduleAddresses) {
    const found =
      path === '' ? places.blockOf(address, 'live/prod') : places.attributeOf(address, path, 'live/prod');
    assert.equal(shown(found), at, `${address} ${path}`);
  }
  assert.equal(places.blockOf('module.far.aws_vpc.this[0]'), undefined, 'of a stack that nobody asked for');
});

test('takes what an override file says for what is written', async (t) => {
  const root = writeRepository(t, {
    'a_override.tf': 'resource "aws_vpc" "a" {\n  enable_dns_support = false\n}\n',
    'main.tf':
      'resource "aws_vpc" "a" {\n  cidr_block = "10.0.0.0/16"\n  enable_dns_support = true\n}\nmodule "m" {\n  source = "./m"\n}\n',
    'override.tf.json': '{ "module": { "m": { "source": "./n" } } }',
    'm/main.tf': 'resource "aws_vpc" "b" {}',
    'n/main.tf': 'resource "aws_vpc" "c" {}',
  });
  const { places } = await readSource(root, { stacks: [{ addresses: ['aws_vpc.a'] }] });
  assert.equal(shown(places.blockOf('aws_vpc.a')), 'main.tf:1:1 block in 1-4');
  assert.match(shown(places.attributeOf('aws_vpc.a', 'cidr_block')), /^main\.tf:2:3 /);
  assert.match(shown(places.attributeOf('aws_vpc.a', 'enable_dns_support')), /^a_override\.tf:2:3 /);
  assert.match(shown(places.blockOf('module.m.aws_vpc.c')), /^n\/main\.tf:1:1 .*by module\.m@main\.tf:5:1$/);
});

test('finds attributes and blocks of the JSON form', async (t) => {
  const root = writeRepository(t, {
    'main.tf.json': `{ "resource": { "aws_s3_bucket_versioning": { "a": {
  "bucket": "x",
  "versioning_configuration": {
    "status": "Enabled" } } },
  "aws_s3_bucket_lifecycle_configuration": { "b": { "rule": [
    { "id": "one" },
    { "id": "two" } ] } } } }`,
  });
  const { places } = await readSource(root, {
    stacks: [{ addresses: ['aws_s3_bucket_versioning.a'] }],
    isOrdered: () => true,
  });
  const status = places.attributeOf('aws_s3_bucket_versioning.a', 'versioning_configuration[0].status');
  assert.equal(shown(status), 'main.tf.json:4:5 attribute versioning_configuration.status in 1-4');
  const id = places.attributeOf('aws_s3_bucket_lifecycle_configuration.b', 'rule[1].id');
  assert.equal(shown(id), 'main.tf.json:7:7 attribute rule.id in 5-7');
});

// Addresses and paths as Terraform 1.11 plans them.
const oddities = {
  'live/main.tf': `# resource "aws_db_instance" "db" {
#   storage_encrypted = true
# }
/*
resource "aws_db_instance" "db" {
  storage_encrypted = true
}
*/
module "m" {
  source   = "../modules/a"
  for_each = { "a.b" = "x", "c\\"d[0]" = "y", "é😀" = "z" }
}
resource "aws_db_instance" "db" {
  description = <<-EOT
    resource "aws_db_instance" "db" { storage_encrypted = true }
  EOT
\tstorage_encrypted\t=\tfalse
}
resource "aws_iam_policy" "doc" {
  policy = <<-EOT
    {
      "Statement": [{
        "Effect": "Allow",
        "Action": ["*"]
      }]
    }
  EOT
}
moved {
  from = aws_s3_bucket.old
  to   = aws_s3_bucket.new
}
resource "aws_s3_bucket" "new" { bucket = "new" }
`,
  'live/zz_override.tf': 'resource "aws_db_instance" "db" {\n  backup_retention_period = 0\n}\n',
  'live/json.tf.json':
    '{"//": "c",\n "resource": {\n  "aws_ebs_volume": {\n   "v": {\n    "size": 1,\n\t"encrypted": false\n   }\n  }\n }\n}',
  'modules/a/main.tf':
    'module "b" {\n  source = "./b"\n}\nresource "aws_ebs_volume" "this" {\n  encrypted = false\n}\n',
  'modules/a/b/main.tf':
    '\uFEFF# 😀\r\nresource "aws_ebs_volume" "this" {\r\n  /* 😀 */ encrypted = false\r\n}',
};

const oddPlaces: readonly (readonly [address: string, path: string, at: string])[] = [
  ['aws_db_instance.db', '', 'live/main.tf:13:1 block'],
  ['aws_db_instance.db', 'storage_encrypted', 'live/main.tf:17:2 attribute storage_encrypted'],
  [
    'aws_db_instance.db',
    'backup_retention_period',
    'live/zz_override.tf:2:3 attribute backup_retention_period',
  ],
  ['aws_iam_policy.doc', 'policy.Statement[0].Effect', 'live/main.tf:23:9 attribute policy.Statement.Effect'],
  ['aws_s3_bucket.new', 'bucket', 'live/main.tf:33:34 attribute bucket'],
  ['aws_s3_bucket.old', '', 'nowhere'],
  ['aws_ebs_volume.v', 'encrypted', 'live/json.tf.json:6:2 attribute encrypted'],
  ['module.m["a.b"].aws_ebs_volume.this', 'encrypted', 'modules/a/main.tf:5:3 attribute encrypted'],
  ['module.m["c\\"d[0]"].aws_ebs_volume.this', 'encrypted', 'modules/a/main.tf:5:3 attribute encrypted'],
  [
    'module.m["é😀"].module.b.aws_ebs_volume.this',
    'encrypted',
    'modules/a/b/main.tf:3:12 attribute encrypted',
  ],
];

test('finds lines however oddly they are written', async (t) => {
  const root = writeRepository(t, oddities);
  const { places, notes } = await readSource(root, { stacks: [{ stack: 'live', addresses: [] }] });
  assert.deepEqual(notes, []);
  for (const [address, path, at] of oddPlaces) {
    const found = path === '' ? places.blockOf(address, 'live') : places.attributeOf(address, path, 'live');
    assert.equal(shown(found).replace(/ in .*/, ''), at, `${address} ${path}`);
  }
});
