#!/usr/bin/env bash
# Opens and reads protocols through HTTP at 32 connections with everything on, in turns with the bare limit of this machine
# (BareServer.cs), and prints the ratios. Needs wrk (Debian: apt-get install wrk), curl and jq.
# Usage: tests/Protocols.Benchmarks/load.sh [seconds a run, default 6] [rounds, default 3]
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-6} rounds=${2:-3} connections=32
dotnet build -c Release tests/Protocols.Benchmarks -v quiet --nologo
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null; wait 2>/dev/null; rm -rf "$work"' EXIT
bin=artifacts/bin
service=http://127.0.0.1:7971 bare=http://127.0.0.1:7972

dotnet $bin/Local/release/Local.dll --urls $service --Data:Directory "$work/data" >"$work/service.log" 2>&1 &
server=$!
wait_for() { for _ in $(seq 100); do curl -sf -o /dev/null "$1" && return; sleep 0.1; done; echo "no answer from $1" >&2; exit 1; }
wait_for $service/api/health/live
json='content-type: application/json'
token=$(curl -sf $service/api/dev/tokens -H "$json" -d '{"role":"agent","id":"ana","name":"Ana Prado"}' | jq -r .token)
body='{"channel":"phone","subject":"Internet sem sinal desde ontem","occurrence":"technical-problem","reason":"no-service","detail":"Cliente relata que o modem esta com a luz vermelha acesa desde ontem a noite e que ja o reiniciou duas vezes."}'
number=$(curl -sf $service/api/protocols -H "authorization: Bearer $token" -H "$json" -d "$body" | jq -r .number)
bytes=$(curl -sf "$service/api/protocols/$number" -H "authorization: Bearer $token" | wc -c)

dotnet $bin/Protocols.Benchmarks/release/Protocols.Benchmarks.dll bare 7972 "$work/bare" "$bytes" >/dev/null 2>&1 &
wait_for_bare() { for _ in $(seq 100); do curl -s -o /dev/null $bare/doc/0 && return; sleep 0.1; done; exit 1; }
wait_for_bare
id=$(curl -sf -X POST $bare/doc)

cat >"$work/open.lua" <<LUA
wrk.method = "POST"
wrk.body = [[$body]]
wrk.headers["content-type"] = "application/json"
wrk.headers["authorization"] = "Bearer $token"
LUA
echo 'wrk.method = "POST"' >"$work/post.lua"

# Prints requests a second, p50, p99 and errors.
run() {
  wrk -t2 -c$connections -d"${seconds}s" --latency "$@" | awk '
    /Requests\/sec/ {rate=$2} / 50%/ {p50=$2} / 99%/ {p99=$2} /Non-2xx/ {bad=$NF} /Socket errors/ {bad=bad " " $0}
    END {printf "%s %s %s %s\n", rate, p50, p99, bad=="" ? 0 : bad}'
}
show() { printf '%-8s %-8s %10s/s  p50 %-9s p99 %-9s errors %s\n' "$@"; }
ratio() { awk -v a="$1" -v b="$2" 'BEGIN {printf "%.0f %%", 100*a/b}'; }

echo "document of $bytes bytes, $connections connections, ${seconds} s a run"
for _ in 1 2; do run -s "$work/open.lua" $service/api/protocols >/dev/null; run -s "$work/post.lua" $bare/doc >/dev/null; done
for round in $(seq "$rounds"); do
  read -r a x y z < <(run -s "$work/post.lua" $bare/doc); show insert bare "$a" "$x" "$y" "$z"
  read -r b x y z < <(run -s "$work/open.lua" $service/api/protocols); show opening service "$b" "$x" "$y" "$z"
  echo "opening is $(ratio "$b" "$a") of the bare insert"
  read -r a x y z < <(run $bare/doc/$id); show read bare "$a" "$x" "$y" "$z"
  read -r b x y z < <(run -H "authorization: Bearer $token" "$service/api/protocols/$number"); show reading service "$b" "$x" "$y" "$z"
  echo "reading is $(ratio "$b" "$a") of the bare read"
done
awk '/VmHWM/ {printf "memory so far at its highest: %.0f MiB\n", $2/1024}' /proc/$server/status

# Beside the goals: reading all over the store, and openings that bring a customer to be found by and a key to be repeated with.
cursor=''
for _ in $(seq 40); do
  page=$(curl -sf "$service/api/protocols?limit=200$cursor" -H "authorization: Bearer $token")
  jq -r '.items[].number' <<<"$page"
  cursor="&cursor=$(jq -r .nextCursor <<<"$page")"
done >"$work/numbers"
cat >"$work/spread.lua" <<LUA
local numbers = {}
for line in io.lines("$work/numbers") do numbers[#numbers + 1] = line end
wrk.headers["authorization"] = "Bearer $token"
function request() return wrk.format("GET", "/api/protocols/" .. numbers[math.random(#numbers)]) end
LUA
read -r b x y z < <(run -s "$work/spread.lua" $service); show spread service "$b" "$x" "$y" "$z"
echo "reading one of $(wc -l <"$work/numbers") is $(ratio "$b" "$a") of the bare read"
cat >"$work/full.lua" <<LUA
wrk.method = "POST"
wrk.headers["content-type"] = "application/json"
wrk.headers["authorization"] = "Bearer $token"
local n = 0
function setup(thread) thread:set("id", math.random(1000000000)) end
function request()
  n = n + 1
  wrk.headers["Idempotency-Key"] = id .. "-" .. n
  return wrk.format("POST", "/api/protocols", nil, [[{"channel":"web","subject":"Internet sem sinal","customer":{"name":"Maria Aparecida Souza","document":"529.982.247-25","phone":"(11) 98765-4321","email":"maria@example.com"}}]])
end
LUA
read -r b x y z < <(run -s "$work/full.lua" $service); show opening full "$b" "$x" "$y" "$z"
awk '/VmHWM/ {printf "memory at its highest: %.0f MiB\n", $2/1024} /RssAnon|RssFile/ {printf "%s %.0f MiB at the end\n", $1, $2/1024}' /proc/$server/status
kill -TERM $server
wait $server || true
awk '/Stopped/ {for (i=1;i<=NF;i++) {if ($i=="changes") c=$(i-1); if ($i=="commits.") k=$(i-1); if ($i=="commits") k=$(i-1)} printf "commits per change: %.3f\n", k/c}' "$work/service.log"
