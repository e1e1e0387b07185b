#!/bin/sh
# Removes what install.sh installed. The journal stays, unless the user asks to delete it.
set -eu
data=${XDG_DATA_HOME:-$HOME/.local/share}
program=$HOME/.local/lib/evenkeel
command=$HOME/.local/bin/evenkeel
journal=$data/evenkeel

if [ -f "$program/shared-files" ]; then
    while IFS= read -r file; do
        rm -f "$data/$file"
        # Empty folders are removed too.
        (cd "$data" && rmdir -p "$(dirname "$file")" 2>/dev/null) || true
    done <"$program/shared-files"
fi
if [ "$(readlink "$command" 2>/dev/null)" = "$program/evenkeel" ]; then
    rm -f "$command"
fi
rm -rf "$program"
if command -v update-desktop-database >/dev/null 2>&1 && [ -d "$data/applications" ]; then
    update-desktop-database -q "$data/applications" 2>/dev/null || true
fi
(cd "$HOME" && rmdir -p .local/bin .local/lib 2>/dev/null) || true

if [ -d "$journal" ]; then
    answer=n
    if [ -t 0 ]; then
        printf 'Your journal and settings are in %s. Delete them too? [y/N] ' "$journal"
        read -r answer || answer=n
    fi
    case $answer in
        y | Y | yes) rm -rf "$journal" && echo "Your journal and settings are deleted." ;;
        *) echo "Your journal and settings stay in $journal." ;;
    esac
fi
echo "Evenkeel is removed."
