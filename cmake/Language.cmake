# C17 without extensions, the warnings of the house, sanitizers: flags of all targets, through one interface library.
set(CMAKE_C_STANDARD 17)
set(CMAKE_C_STANDARD_REQUIRED ON)
set(CMAKE_C_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
# The layers go into a shared library too: position-independent, and none of their names leaves it.
set(CMAKE_POSITION_INDEPENDENT_CODE ON)
set(CMAKE_C_VISIBILITY_PRESET hidden)

add_library(brownout_flags INTERFACE)
target_include_directories(brownout_flags INTERFACE "${PROJECT_SOURCE_DIR}")
target_compile_definitions(brownout_flags INTERFACE _POSIX_C_SOURCE=200809L BROWNOUT_VERSION="${PROJECT_VERSION}")
target_compile_options(brownout_flags INTERFACE
    -ffp-contract=off
    -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wstrict-prototypes -Wmissing-prototypes
    -Wcast-qual -Wwrite-strings -Wvla -Wundef -Wformat=2 -Wimplicit-fallthrough)
if(BROWNOUT_WERROR)
    target_compile_options(brownout_flags INTERFACE -Werror)
endif()
if(BROWNOUT_SANITIZE)
    target_compile_options(brownout_flags INTERFACE -fsanitize=${BROWNOUT_SANITIZE} -fno-omit-frame-pointer
                           -fno-sanitize-recover=all)
    target_link_options(brownout_flags INTERFACE -fsanitize=${BROWNOUT_SANITIZE})
endif()
