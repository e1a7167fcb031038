# `cmake --build BUILD --target lint`: formatting and static analysis of every C file that git tracks.
add_custom_target(lint
    COMMAND "${PROJECT_SOURCE_DIR}/cmake/lint.sh" "${PROJECT_SOURCE_DIR}" "${PROJECT_BINARY_DIR}"
    USES_TERMINAL VERBATIM)
