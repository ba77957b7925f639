/** Removes each DependsOn that a reference implies already: cfn-lint W3005. */
class DropRedundantDependencies {
  constructor(serverless) {
    this.hooks = {
      'before:package:finalize': () =>
        dropRedundant(serverless.service.provider.compiledCloudFormationTemplate.Resources),
    };
  }
}

function dropRedundant(resources) {
  for (const resource of Object.values(resources)) {
    const properties = JSON.stringify(resource.Properties ?? {});
    const needed = [resource.DependsOn ?? []].flat().filter(name => !refersTo(properties, name));
    if (needed.length > 0) resource.DependsOn = needed;
    else delete resource.DependsOn;
  }
}

function refersTo(properties, name) {
  return properties.includes(`{"Ref":"${name}"}`) || properties.includes(`{"Fn::GetAtt":["${name}",`);
}

module.exports = DropRedundantDependencies;
