#!/usr/bin/env bash
# Builds the course in a container that has the .NET 10 SDK and Node.js 20 or later.
set -euo pipefail
cd "$(dirname "$0")/.."
for need in dotnet node npm; do command -v "$need" >/dev/null || { echo "setup: $need is not installed" >&2; exit 1; }; done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  # .NET needs them; an SDK image has them, a bare Debian has not.
  apt-get update -qq
  apt-get install -y -qq --no-install-recommends ca-certificates libicu-dev libssl-dev git >/dev/null
fi
dotnet build
npm ci
npm ci --prefix src/vscode
npm run package --prefix src/vscode
dotnet run -c Release --project src/Teaching.Cli -- doctor
