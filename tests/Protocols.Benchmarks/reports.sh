#!/usr/bin/env bash
# Every report over a year through HTTP, as supervisors ask for them, of a store that ReportSpeed.cs fills. Needs curl and jq.
# Usage: tests/Protocols.Benchmarks/reports.sh [protocols, default 1000000] [folder on the disk to be measured]
set -euo pipefail
cd "$(dirname "$0")/../.."
dotnet build -c Release tests/Protocols.Benchmarks -v quiet --nologo
work=$(mktemp -d -p "${2:-/tmp}")
trap 'kill $(jobs -p) 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT
bin=artifacts/bin
service=http://127.0.0.1:7975
serve() {
  dotnet $bin/Local/release/Local.dll --urls $service --Data:Directory "$work/data" >>"$work/service.log" 2>&1 &
  server=$!
  for _ in $(seq 300); do curl -sf -o /dev/null $service/api/health/live && return; sleep 0.1; done
  echo "no answer from $service" >&2; exit 1
}
# Once for its keys: a store that it has not made itself it does not open.
serve; kill $server; wait $server || true
dotnet $bin/Protocols.Benchmarks/release/Protocols.Benchmarks.dll reports "$work/data" "${1:-1000000}"
serve
token=$(curl -sf $service/api/dev/tokens -H 'content-type: application/json' -d '{"role":"supervisor","id":"rita","name":"Rita Sá"}' | jq -r .token)

# Prints the middle and the worst of so many looks in milliseconds and how much came; of one look, which finds the service cold, only that.
look() {
  for _ in $(seq "$3"); do
    curl -sf -o /dev/null -w '%{time_total} %{size_download}\n' -H "authorization: Bearer $token" -H "accept: ${2:-application/json}" "$service/api/reports/$1"
  done | sort -n | awk -v what="$1 ${2:-}" '
    {ms[NR]=$1*1000; bytes=$2}
    END {if (NR == 1) printf "cold: %-72s %5.0f ms\n", what, ms[1]
         else printf "%-72s middle %5.0f  worst %5.0f ms  %9d bytes\n", what, ms[int((NR+1)/2)], ms[NR], bytes}'
}
year='from=2026-01-01&to=2026-12-31'
reports=("summary?$year")
for period in month week day; do
  for by in department agent type occurrence reason channel tier; do reports+=("summary?$year&groupBy=$period,$by"); done
done
reports+=("occurrences?$year" deadlines)
for round in 1 10; do
  for report in "${reports[@]}"; do look "$report" '' "$round"; done
  look "summary?$year&groupBy=month,agent" text/csv "$round"
  look "summary?$year&groupBy=day,agent" text/csv "$round"
done
awk '/VmHWM/ {printf "memory at its highest: %.0f MiB\n", $2/1024}' /proc/$server/status
