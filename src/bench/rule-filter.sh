#!/usr/bin/env bash
# How long the rules of an event are looked at when none of them is met, without anything around it. See README.md.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
javac -nowarn -proc:none -d "$work" -cp target/guildhall.jar src/bench/RuleFilter.java
java -cp "$work:target/guildhall.jar" dev.guildhall.rules.RuleFilter
