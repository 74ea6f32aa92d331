# Finds a JDK 25 and puts its folder into $jdk; says what to do where there is none. Sourced by tidebank and verify,
# with $app set to a folder that remembers the find.

say() {
    printf '%s\n' "$*" >&2
}

is_jdk_25() {
    [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
    while IFS= read -r line; do
        case $line in
            'JAVA_VERSION="25'*) return 0 ;;
        esac
    done <"$1/release"
    return 1
}

java_on_path() {
    on_path=$(command -v java) || return 1
    while [ -h "$on_path" ]; do
        link=$(readlink "$on_path")
        case $link in
            /*) on_path=$link ;;
            *) on_path=$(dirname "$on_path")/$link ;;
        esac
    done
    (cd "$(dirname "$on_path")/.." && pwd -P)
}

find_jdk() {
    if [ -r "$app/jdk" ]; then
        IFS= read -r jdk <"$app/jdk"
        if [ -z "${JAVA_HOME:-}" ] || [ "$JAVA_HOME" = "$jdk" ] || ! is_jdk_25 "$JAVA_HOME"; then
            is_jdk_25 "$jdk" && return 0
        fi
    fi
    on_path_home=$(java_on_path) || on_path_home=
    for jdk in "${JAVA_HOME:-}" "$on_path_home" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk* /opt/homebrew/opt/openjdk* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* "$HOME"/.local/share/mise/installs/java/*; do
        if is_jdk_25 "$jdk"; then
            mkdir -p "$app"
            printf '%s\n' "$jdk" >"$app/jdk"
            return 0
        fi
    done
    say 'JDK_MISSING: Tidebank needs a JDK 25 and found none in JAVA_HOME, PATH or the usual folders.'
    say '  Debian, Ubuntu   apt install temurin-25-jdk     (from https://adoptium.net/installation)'
    say '  macOS            brew install --cask temurin@25'
    say '  anywhere         https://adoptium.net/temurin/releases/?version=25, then export JAVA_HOME=/path/to/jdk-25'
    exit 1
}
