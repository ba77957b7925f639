/** Leaves out what a template says of the order of its resources where their references say it already: cfn-lint W3005. */
class DropNeedlessDependencies {
  constructor(serverless) {
    this.hooks = {
      'before:package:finalize': () => tidy(serverless.service.provider.compiledCloudFormationTemplate.Resources),
    };
  }
}

function tidy(resources) {
  for (const resource of Object.values(resources)) {
    const properties = JSON.stringify(resource.Properties ?? {});
    const left = [resource.DependsOn ?? []].flat().filter(name => !refersTo(properties, name));
    if (left.length > 0) resource.DependsOn = left;
    else delete resource.DependsOn;
  }
}

function refersTo(properties, name) {
  return properties.includes(`{"Ref":"${name}"}`) || properties.includes(`{"Fn::GetAtt":["${name}",`);
}

module.exports = DropNeedlessDependencies;
