"""The permissions CloudFormation needs to create, read, update and delete resources, and how far they can be limited.

Arguments are resource types (AWS::SQS::Queue) and actions (sqs:SendMessage). Prints JSON:
{"types": {<type>: [<action>, …]}, "actions": {<action>: [<kind of resource>, …]}}. The actions of a type are those of its
handlers in cfn-lint's schemas. The kinds of resources that an action can be limited to are policy-sentry's: none for an action
that needs "*", null for an unknown one.
"""

import json
import sys

from cfnlint.schema import PROVIDER_SCHEMA_MANAGER
from policy_sentry.shared.iam_data import get_service_prefix_data

HANDLERS = ("create", "read", "update", "delete")


def needed_by(resource_type):
    schema = PROVIDER_SCHEMA_MANAGER.get_resource_schema("us-east-1", resource_type).schema
    if "handlers" not in schema:
        raise SystemExit(f"cfn-lint has no handlers of {resource_type}: pip install 'cfn-lint>=1.58'")
    handlers = schema["handlers"]
    return sorted({action for name in HANDLERS for action in handlers.get(name, {}).get("permissions", [])})


def kinds_of(action):
    service, name = action.split(":")
    found = get_service_prefix_data(service).get("privileges", {}).get(name)
    return None if found is None else sorted(kind for kind in found["resource_types"] if kind)


given = sys.argv[1:]
types = {name: needed_by(name) for name in given if "::" in name}
actions = {action for needed in types.values() for action in needed} | {name for name in given if "::" not in name}
print(json.dumps({"types": types, "actions": {action: kinds_of(action) for action in sorted(actions)}}))
