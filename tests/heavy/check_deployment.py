"""Looks at a deployment in an emulated account: `deployed IMAGE`, `upload`, `removed`. Ends with 1 where one check fails.

Every look goes through the services' own API, with AWS_ENDPOINT_URL as their address.
"""

import json
import sys

import boto3
from botocore.exceptions import ClientError

STACK = 'seecovid-prod'
SUFFIX = '123456789012-eu-central-1'
UPLOADS, WORK, SITE = (f'{STACK}-{name}-{SUFFIX}' for name in ('uploads', 'work', 'site'))

failed = []


def check(what, found, expected):
    if found == expected:
        print(f'  {what}')
    else:
        failed.append(what)
        print(f'  FAILED: {what}: expected {expected!r}; found {found!r}')


def buckets():
    return {bucket['Name'] for bucket in boto3.client('s3').list_buckets()['Buckets']}


def deployed(image):
    stack = boto3.client('cloudformation').describe_stacks(StackName=STACK)['Stacks'][0]
    outputs = {output['OutputKey']: output['OutputValue'] for output in stack['Outputs']}
    check('the stack is complete', stack['StackStatus'] in ('CREATE_COMPLETE', 'UPDATE_COMPLETE'), True)
    check('the address', outputs.get('SiteAddress'), 'https://covid.example.org')
    check('the buckets', [outputs.get(f'{name}Bucket') for name in ('Uploads', 'Work', 'Site')], [UPLOADS, WORK, SITE])
    check('the buckets are there', {UPLOADS, WORK, SITE} <= buckets(), True)
    check_site()
    check_queue(outputs['ChangesQueue'])
    check_functions(image)
    check_roles()
    topics = boto3.client('sns').list_subscriptions()['Subscriptions']
    check('alarms go to the e-mail', [(t['Protocol'], t['Endpoint']) for t in topics], [('email', 'someone@example.org')])
    groups = boto3.client('logs').describe_log_groups()['logGroups']
    logs = {group['logGroupName']: group.get('retentionInDays') for group in groups}
    check('logs end', logs, {f'/aws/lambda/{STACK}-{name}': 30 for name in ('query', 'tables', 'transform')})


def check_site():
    page = boto3.client('s3').list_objects_v2(Bucket=SITE)
    keys = [item['Key'] for item in page.get('Contents', [])]
    check('the page is published', 'site/index.html' in keys, True)
    elsewhere = [key for key in keys if not key.startswith(('site/', 'templates/'))]
    check('nothing lies elsewhere', elsewhere, [])


def check_queue(url):
    sqs = boto3.client('sqs')
    name = url.rsplit('/', 1)[1]
    queue = sqs.get_queue_attributes(QueueUrl=sqs.get_queue_url(QueueName=name)['QueueUrl'], AttributeNames=['All'])
    attributes = queue['Attributes']
    redrive = json.loads(attributes['RedrivePolicy'])
    check('a message is hidden for 360 s', attributes['VisibilityTimeout'], '360')
    check('the queue is encrypted', attributes['SqsManagedSseEnabled'], 'true')
    check('it gives up after five', redrive['maxReceiveCount'], 5)
    check('to the dead letters', ':seecovid-prod-DeadLetters-' in redrive['deadLetterTargetArn'], True)
    mappings = boto3.client('lambda').list_event_source_mappings()['EventSourceMappings']
    expected = {
        'BatchSize': 10,
        'EventSourceArn': attributes['QueueArn'],
        'FunctionResponseTypes': ['ReportBatchItemFailures'],
        'ScalingConfig': {'MaximumConcurrency': 2},
        'State': 'Enabled',
    }
    check('it feeds the transform', [{key: m.get(key) for key in expected} for m in mappings], [expected])


def check_functions(image):
    functions = boto3.client('lambda')
    query = functions.get_function(FunctionName=f'{STACK}-query')['Configuration']
    tables = functions.get_function(FunctionName=f'{STACK}-tables')
    transform = functions.get_function(FunctionName=f'{STACK}-transform')
    check('query runs on Node 24', (query['Runtime'], query['Handler']), ('nodejs24.x', 'functions/query/lambda.handler'))
    check('query has its bucket', query['Environment']['Variables']['SEECOVID_SITE_BUCKET'], SITE)
    check('its package is small', query['CodeSize'] < 1_200_000, True)
    check('transform runs the image', transform['Code'].get('ImageUri'), image)
    check('so does tables', tables['Code'].get('ImageUri'), image)
    check('tables has its bucket', tables['Configuration']['Environment']['Variables']['SEECOVID_SITE_BUCKET'], SITE)
    check('its time and memory', [tables['Configuration'][key] for key in ('Timeout', 'MemorySize')], [28, 3008])
    check('time and memory', [transform['Configuration'][key] for key in ('Timeout', 'MemorySize')], [300, 3008])
    check(
        'transform has its buckets',
        transform['Configuration']['Environment']['Variables'],
        {'SEECOVID_UPLOADS_BUCKET': UPLOADS, 'SEECOVID_WORK_BUCKET': WORK, 'SEECOVID_SITE_BUCKET': SITE},
    )


def check_roles():
    iam = boto3.client('iam')
    roles = {role['RoleName'].rsplit('-', 1)[0]: role['RoleName'] for role in iam.list_roles()['Roles']}
    names = {'QueryRole': 'query', 'TablesRole': 'tables', 'TransformRole': 'transform'}
    check('a role for each function', set(roles), {f'{STACK}-{role}' for role in names})
    for role, policy in ((f'{STACK}-{role}', policy) for role, policy in names.items()):
        document = str(iam.get_role_policy(RoleName=roles[role], PolicyName=policy)['PolicyDocument'])
        check(f'{policy} may read what is published', f'arn:aws:s3:::{SITE}/data/' in document, True)
        check(f'{policy} may not do everything', "'*'" in document or 's3:*' in document, False)


def upload():
    boto3.client('s3').put_object(Bucket=UPLOADS, Key='covid/01-22-2020.csv', Body=b'a report')
    boto3.client('s3').put_object(Bucket=WORK, Key='covid/ledger.json.br', Body=b'work')
    boto3.client('s3').put_object(Bucket=SITE, Key='data/index.json', Body=b'{}')


def removed():
    check('of all buckets the uploads are left', buckets(), {UPLOADS})
    kept = boto3.client('s3').get_object(Bucket=UPLOADS, Key='covid/01-22-2020.csv')
    check('and what lies in them', kept['Body'].read(), b'a report')
    check('no function is left', boto3.client('lambda').list_functions()['Functions'], [])
    check('no queue is left', boto3.client('sqs').list_queues().get('QueueUrls', []), [])
    try:
        boto3.client('cloudformation').describe_stacks(StackName=STACK)
        check('the stack is gone', False, True)
    except ClientError as error:
        check('the stack is gone', 'does not exist' in str(error), True)


{'deployed': deployed, 'upload': upload, 'removed': removed}[sys.argv[1]](*sys.argv[2:])
sys.exit(1 if failed else 0)
