#!/usr/bin/env bash
# How long the rules of an event are looked at when none of them is met, without anything around it. See README.md.
set -euo pipefail
cd "$(dirname "$0")/../.."

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
unzip -q target/guildhall.jar 'BOOT-INF/*' -d "$work"
javac -nowarn -proc:none -d "$work/BOOT-INF/classes" -cp "$work/BOOT-INF/classes:$work/BOOT-INF/lib/*" src/bench/RuleFilter.java
java -cp "$work/BOOT-INF/classes:$work/BOOT-INF/lib/*" dev.guildhall.rules.RuleFilter
