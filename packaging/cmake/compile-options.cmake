# SPDX-License-Identifier: MIT
# What every target of ours is compiled with: C++20, the warnings, Qt's strict mode and, on demand, the instruments.
add_library(kaunt_compile_options INTERFACE)
target_compile_features(kaunt_compile_options INTERFACE cxx_std_20)
target_include_directories(kaunt_compile_options INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_options(kaunt_compile_options INTERFACE
  -Wall -Wextra -Wpedantic -Wshadow -Wold-style-cast -Wnon-virtual-dtor -Woverloaded-virtual -Wcast-align
  -Wextra-semi -Wundef -Wimplicit-fallthrough -fstack-protector-strong
  $<$<BOOL:${KAUNT_WERROR}>:-Werror>)
target_compile_definitions(kaunt_compile_options INTERFACE
  KAUNT_VERSION="${PROJECT_VERSION}"
  $<$<CONFIG:Release,RelWithDebInfo>:_FORTIFY_SOURCE=2>
  QT_NO_KEYWORDS QT_NO_FOREACH QT_NO_CAST_FROM_ASCII QT_NO_CAST_TO_ASCII QT_NO_CAST_FROM_BYTEARRAY
  QT_NO_URL_CAST_FROM_STRING QT_NO_NARROWING_CONVERSIONS_IN_CONNECT QT_STRICT_ITERATORS
  QT_DISABLE_DEPRECATED_BEFORE=0x060400)

if(KAUNT_SANITIZE)
  target_compile_options(kaunt_compile_options INTERFACE -fsanitize=${KAUNT_SANITIZE} -fno-omit-frame-pointer)
  target_link_options(kaunt_compile_options INTERFACE -fsanitize=${KAUNT_SANITIZE})
endif()
if(KAUNT_FUZZ)
  target_compile_options(kaunt_compile_options INTERFACE -fsanitize=fuzzer-no-link)
endif()
if(KAUNT_COVERAGE)
  target_compile_options(kaunt_compile_options INTERFACE --coverage -fprofile-update=atomic)
  target_link_options(kaunt_compile_options INTERFACE --coverage)
endif()

# clang-tidy takes the nearest file above a source: what moc and rcc write is not ours to mend.
file(WRITE "${CMAKE_BINARY_DIR}/.clang-tidy" "Checks: '-*,readability-misleading-indentation'\nInheritParentConfig: false\n")
