#!/usr/bin/env sh
# Puts the first key ring and the first signing key into the vault, between making it and deploying the app. A secret that is there is
# never written over: what was encrypted under a ring can be read by no other.
# Needs the Azure CLI, the .NET SDK and openssl.
set -eu
vault=${AZURE_KEY_VAULT_NAME:?is an output of the deployment}
umask 077
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

# A list that could not be had is not an empty one. The right to ask takes a minute or two to reach a vault that was just made.
tries=0
until az keyvault secret list --vault-name "$vault" --query '[].name' --output tsv > "$folder/there"; do
  tries=$((tries + 1))
  [ "$tries" -lt 12 ] || { echo "The secrets of $vault cannot be listed; put the keys there as docs/operating.md says." >&2; exit 1; }
  sleep 15
done

missing() { ! grep -qx "$1" "$folder/there"; }
put() { az keyvault secret set --vault-name "$vault" --name "$1" --file "$2" --encoding utf-8 --output none; echo "Put $1 into $vault."; }

if missing protocols-key-ring; then
  dotnet run --project functions/Local -- token --Data:Directory "$folder/data" > /dev/null
  put protocols-key-ring "$folder/data/keys/ring.json"
fi
if missing protocols-signing-keys; then
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$folder/signing.pem"
  put protocols-signing-keys "$folder/signing.pem"
fi
