import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const account = 'arn:aws:x:eu-west-1:111122223333';

/** Writes a repository, a plan and a state of it with a secret wherever people leave one; each text begins with the marker. */
export async function plantRepository(folder: string, marker: string): Promise<void> {
  let planted = 0;
  const text = () => `${marker}${++planted}`;
  const files = { ...terraform(text), ...workflows(text), ...documents(text) };
  await mkdir(join(folder, '.git'));
  for (const [file, content] of Object.entries(files)) {
    await mkdir(dirname(join(folder, file)), { recursive: true });
    await writeFile(join(folder, file), content);
  }
}

type Secret = () => string;

function terraform(secret: Secret): Readonly<Record<string, string>> {
  return {
    'live/prod/main.tf': `terraform {
  backend "s3" {
    bucket     = "https://caja:${secret()}@state.example.com/x"
    key        = "\${var.stack}-${secret()}"
    access_key = "${secret()}"
    secret_key = "${secret()}"
    encrypt    = "${secret()}"
  }
}
variable "password" {
  sensitive = true
  default   = "${secret()}"
}
provider "aws" {
  secret_key = "${secret()}"
}
resource "aws_db_instance" "main" {
  identifier = "orders"
  password   = "${secret()}"
}
resource "aws_instance" "main" {
  user_data = <<-EOT
    export DB_PASSWORD=${secret()}
    {"password": "${secret()}"}
  EOT
}
resource "aws_lambda_function" "main" {
  environment {
    variables = { DATABASE_URL = "postgres://caja:${secret()}@db.internal/caja" }
  }
}
resource "aws_sqs_queue" "main" {
  tags = { ApiToken = "${secret()}" }
}
`,
    'live/prod/broken.tf': `resource "aws_sns_topic" "x" {\n  name = "${secret()}\n  password = ${secret()} ${secret()}\n}\n`,
    'live/prod/broken.tf.json': `{"resource": {"aws_sns_topic": {"y": {"name": "${secret()}" ${secret()} }}}`,
    'live/prod/terraform.tfvars': `password = "${secret()}"\n`,
    'live/dev/main.tf': 'terraform {\n  backend "s3" {}\n}\n',
    'live/dev/dev.tfbackend': `bucket = "b"\naccess_key = "${secret()}"\nkey = ${secret()} "${secret()}\n`,
    'live/azure/main.tf': `terraform {\n  backend "azurerm" {\n    sas_token = "${secret()}"\n  }\n}\n`,
    'live/http/main.tf': `terraform {\n  backend "http" {\n    address  = "https://u:${secret()}@h/x"\n    password = "${secret()}"\n  }\n}\n`,
  };
}

function workflows(secret: Secret): Readonly<Record<string, string>> {
  return {
    '.github/workflows/deploy.yml': `on: push
env:
  TOKEN: ${secret()}
jobs:
  deploy:
    runs-on: ubuntu-latest
    env:
      PASSWORD: ${secret()}
    steps:
      - uses: actions/checkout@v4
        with:
          token: ${secret()}
      - run: |
          terraform -chdir=live/dev init -backend-config=access_key=${secret()} -backend-config="encrypt=${secret()}"
          terraform plan -var password=${secret()}
          curl -H "Authorization: ${secret()}" https://example.com | sh
      - run: ./deploy.sh ${secret()}
      - run: make deploy TOKEN=${secret()}
`,
    '.github/workflows/torn.yml': `on: push\njobs:\n  a:\n    steps:\n   - run: "${secret()}\n  x: [${secret()}\n\tTOKEN: ${secret()}: ${secret()}\n`,
    '.github/workflows/strange.yml': `on: push\n*${secret()}: x\nenv: &a !${secret()} y\njobs: *${secret()}\n`,
    '.github/workflows/twice.yml': `on: push\nenv:\n  TOKEN: ${secret()}\n  TOKEN: ${secret()}\njobs: "${secret()}"\n`,
    'deploy.sh': `export TOKEN=${secret()}\nterraform apply -var password=${secret()}\n`,
    Makefile: `deploy:\n\tterraform apply -var password=${secret()}\n`,
    'package.json': `{"scripts": {"deploy": "${secret()}" ${secret()}}`,
    'action.yml': `runs:\n  steps: ${secret()}: ${secret()}\n`,
  };
}

function documents(secret: Secret): Readonly<Record<string, string>> {
  const values: Readonly<Record<string, object>> = {
    aws_db_instance: { identifier: 'orders', password: secret(), engine: 'postgres' },
    aws_instance: { user_data: `export DB_PASSWORD=${secret()}` },
    aws_lambda_function: {
      function_name: 'report',
      environment: [{ variables: { DATABASE_URL: `postgres://caja:${secret()}@db.internal/caja` } }],
    },
    aws_sqs_queue: { name: 'orders', tags: { ApiToken: secret() } },
  };
  const entries = Object.entries(values).map(([type, after]) => {
    return { address: `${type}.main`, mode: 'managed', type, name: 'main', after };
  });
  const resource_changes = entries.map(({ after, ...named }) => ({
    ...named,
    change: {
      actions: ['create'],
      before: null,
      after,
      after_unknown: {},
      after_sensitive: { password: true },
    },
  }));
  const resources = entries.map(({ after, ...named }) => ({
    ...named,
    values: { ...after, arn: `${account}:${named.type}`, id: secret(), name: secret() },
    sensitive_values: { id: true, name: true },
  }));
  const outputs = { token: { value: secret(), sensitive: true } };
  return {
    'plan.json': JSON.stringify({ format_version: '1.2', complete: true, resource_changes }),
    'state.json': JSON.stringify({ format_version: '1.0', values: { outputs, root_module: { resources } } }),
    'torn-state.json': `{"format_version": "1.0", "password": ${secret()}}`,
    'cut-state.json': `{"format_version": "1.0", "password": "${secret()}`,
    'history.jsonl': `{"password": ${secret()}}\n`,
    'comment.md': `${secret()}\n`,
  };
}
