#!/usr/bin/env bash
# Packages the stack, lints it with cfn-lint, deploys it to an emulated account, checks the result, deploys again, and removes
# it. Fails if anything is wrong.
# Needs: pip install 'moto[server]' boto3 cfn-lint
#
# Limits of moto: from a template, it creates no HTTP API, CloudFront distribution, alarm, metric filter, bucket policy, rule or
# notification, and no queue policy. It treats every function as x86-64 and every package as a zip, and enforces no policies.
# tests/aws/template checks these in the template.
set -euo pipefail
cd "$(dirname "$0")/../.."

IMAGE="123456789012.dkr.ecr.eu-central-1.amazonaws.com/seecovid@sha256:$(printf 'a%.0s' {1..64})"
CERTIFICATE=arn:aws:acm:us-east-1:123456789012:certificate/11111111-2222-3333-4444-555555555555

for module in moto.server boto3 cfnlint; do
  python3 -c "import $module" 2>/dev/null || { echo "python3 has no $module: pip install 'moto[server]' boto3 cfn-lint" >&2; exit 1; }
done

work=$(mktemp -d)
stop() {
  if [ -n "${moto:-}" ]; then
    kill "$moto" 2>/dev/null || true
    wait "$moto" 2>/dev/null || true
  fi
  rm -rf "$work"
}
trap stop EXIT

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

# A fake Docker that logs its arguments; a push prints a digest, like Docker.
mkdir "$work/bin"
cat >"$work/bin/docker" <<'DOCKER'
#!/usr/bin/env bash
printf '%s\n' "$*" >>"$(dirname "$0")/../docker.log"
if [ "$1" = push ]; then printf 'prod: digest: sha256:%s size: 1234\n' "$(printf 'b%.0s' {1..64})"; fi
DOCKER
chmod +x "$work/bin/docker"
: >"$work/docker.log"

export PATH="$PWD/node_modules/.bin:$work/bin:$PATH" HOME=$work
export AWS_ACCESS_KEY_ID=nobody AWS_SECRET_ACCESS_KEY=nothing AWS_REGION=eu-central-1 AWS_DEFAULT_REGION=eu-central-1
export NO_PROXY=127.0.0.1 no_proxy=127.0.0.1 SLS_AWS_MONITORING_FREQUENCY=200
# The emulated CloudFront has no domain name, so the site has a custom one.
full=("--param=image=$IMAGE" --param=domain=covid.example.org "--param=certificate=$CERTIFICATE"
  --param=email=someone@example.org --param=maxDataAgeDays=3)

echo '== package and lint'
serverless package "--param=image=$IMAGE" --package "$work/plain"
serverless package "${full[@]}" --stage second --package "$work/full"
for folder in plain full; do cfn-lint "$work/$folder/cloudformation-template-update-stack.json"; done

python3 -m moto.server -H 127.0.0.1 -p 0 >"$work/moto.log" 2>&1 &
moto=$!
for _ in $(seq 120); do
  AWS_ENDPOINT_URL=$(sed -n 's|.*Running on \(http://127\.0\.0\.1:[0-9]*\).*|\1|p' "$work/moto.log")
  [ -n "$AWS_ENDPOINT_URL" ] && break
  kill -0 "$moto" 2>/dev/null || break
  sleep 0.5
done
[ -n "$AWS_ENDPOINT_URL" ] || { cat "$work/moto.log" >&2; fail 'moto did not start'; }
export AWS_ENDPOINT_URL

echo '== deploy'
serverless deploy "${full[@]}"
[ ! -s "$work/docker.log" ] || fail "Docker was called although an image was given: $(cat "$work/docker.log")"
python3 tests/heavy/check_deployment.py deployed "$IMAGE"

echo '== deploy again'
serverless deploy "${full[@]}" 2>&1 | tee "$work/again.log"
grep -q 'No changes to deploy' "$work/again.log" || fail 'the same code was deployed twice'

echo '== remove'
python3 tests/heavy/check_deployment.py upload
serverless remove "${full[@]}"
python3 tests/heavy/check_deployment.py removed

echo '== package with our own image'
serverless package --package "$work/built"
grep -q -- "build .*-f $PWD/Dockerfile.lambda \./ --platform=linux/arm64 --provenance=false" "$work/docker.log" ||
  fail "the image must be built for one platform and without provenance: $(cat "$work/docker.log")"
grep -q "seecovid-prod@sha256:bbbb" "$work/built/cloudformation-template-update-stack.json" ||
  fail 'the function does not run the image that was pushed'

echo 'deployed, checked, deployed again and removed'
