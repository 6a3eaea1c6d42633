#!/usr/bin/env bash
# Recordings through HTTP beside the bare limits of this machine (RecordingSpeed.cs). Needs curl and 10 GB of disk.
# Usage: tests/Protocols.Benchmarks/recordings.sh [folder on the disk to be measured]
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet build -c Release tests/Protocols.Benchmarks -v quiet --nologo
work=$(mktemp -d -p "${1:-/tmp}")
trap 'kill $(jobs -p) 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT
bin=artifacts/bin
service=http://127.0.0.1:7973 bare=http://127.0.0.1:7974
dotnet $bin/Protocols.Benchmarks/release/Protocols.Benchmarks.dll file 7974 "$work/middle" >/dev/null 2>&1 &
dotnet $bin/Local/release/Local.dll --urls $service --Data:Directory "$work/data" >"$work/service.log" 2>&1 &
server=$!
for _ in $(seq 100); do curl -sf -o /dev/null $service/api/health/live && break; sleep 0.1; done
dotnet $bin/Protocols.Benchmarks/release/Protocols.Benchmarks.dll recordings $service $bare "$work" $server
