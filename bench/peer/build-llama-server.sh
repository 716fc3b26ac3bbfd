#!/bin/sh
# Builds llama-server, the peer of `npm run bench -- --peer`, from the source package of llama-cpp-python on PyPI, which carries
# llama.cpp. One job at the lowest priority; half an hour on one core. Needs pip, cmake, ninja and a C++17 compiler.
#   bench/peer/build-llama-server.sh [FOLDER]    default: ~/.cache/tresor-peer
set -eu
version=0.3.36
folder=${1:-"${XDG_CACHE_HOME:-$HOME/.cache}/tresor-peer"}
source="$folder/llama_cpp_python-$version"

mkdir -p "$folder"
cd "$folder"
if [ ! -d "$source" ]; then
  pip download --no-deps --no-binary llama-cpp-python "llama-cpp-python==$version"
  tar xzf "llama_cpp_python-$version.tar.gz"
fi

# Native instruction sets, as node-llama-cpp's binary picks the best variant when it starts. The page of the server is left out:
# it would be downloaded.
nice -n 19 cmake -S "$source/vendor/llama.cpp" -B "$folder/build" -G Ninja \
  -DCMAKE_BUILD_TYPE=Release -DBUILD_SHARED_LIBS=OFF -DGGML_NATIVE=ON -DLLAMA_OPENSSL=OFF \
  -DLLAMA_BUILD_UI=OFF -DLLAMA_USE_PREBUILT_UI=OFF -DLLAMA_BUILD_TESTS=OFF -DLLAMA_BUILD_EXAMPLES=OFF -DLLAMA_BUILD_APP=OFF
nice -n 19 cmake --build "$folder/build" --target llama-server -j 1
echo "$folder/build/bin/llama-server"
