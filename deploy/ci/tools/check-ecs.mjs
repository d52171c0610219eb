// Reads deploy/ecs/platform.yaml as the AWS CDK does, which knows the properties of every resource: wrong types, missing and unknown properties,
// references to nothing.
import { join } from 'node:path';
import { App, CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { CfnInclude } from 'aws-cdk-lib/cloudformation-include';

const unknown = [];
CfnResource.prototype.addPropertyOverride = function (property) {
  unknown.push(`${this.logicalId}: ${property}`);
};
const app = new App({ outdir: process.argv[3] });
const template = process.argv[2] ?? join(import.meta.dirname, '../../ecs/platform.yaml');
const stack = new Stack(app, 'platform');
// Parameters that name secrets are none.
Validations.of(stack).acknowledge({ id: 'CloudFormation-Validate::W2509', reason: 'Names and addresses.' });
new CfnInclude(stack, 'template', { templateFile: template });
app.synth();
if (unknown.length > 0) throw new Error(`No such properties: ${unknown.join(', ')}`);
console.log('deploy/ecs/platform.yaml is as CloudFormation has it.');
