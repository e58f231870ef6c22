/** How many labels a block has, and which blocks stand in it. */
export interface Nesting {
  readonly labels: number;
  readonly blocks: Readonly<Record<string, Nesting>>;
}

function block(labels: number, blocks: Nesting['blocks'] = {}): Nesting {
  return { labels, blocks };
}

const condition = block(0);
const lifecycle = block(0, { precondition: condition, postcondition: condition });

const resource = block(2, {
  lifecycle,
  connection: block(0),
  provisioner: block(1, { connection: block(0) }),
  dynamic: block(1, { content: block(0) }),
});

/**
 * Terraform's own blocks. JSON tells blocks from attributes by the provider's schema alone, so a resource's own
 * nested blocks (`ingress`) stay attributes: https://developer.hashicorp.com/terraform/language/syntax/json
 */
export const jsonBlocks: Readonly<Record<string, Nesting>> = {
  terraform: block(0, {
    backend: block(1),
    cloud: block(0, { workspaces: block(0) }),
    required_providers: block(0),
    provider_meta: block(1),
  }),
  provider: block(1),
  resource,
  data: resource,
  ephemeral: resource,
  module: block(1),
  variable: block(1, { validation: condition }),
  output: block(1, { precondition: condition }),
  locals: block(0),
  check: block(1, { data: resource, assert: condition }),
  moved: block(0),
  import: block(0),
  removed: block(0, { lifecycle, provisioner: block(1, { connection: block(0) }) }),
};
