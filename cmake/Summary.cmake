# What was configured, in one place at the end.
message(STATUS "brownout ${PROJECT_VERSION}: ${CMAKE_BUILD_TYPE}, ${CMAKE_C_COMPILER_ID} ${CMAKE_C_COMPILER_VERSION}")
message(STATUS "  charts and report: ${BROWNOUT_PLOTS}")
message(STATUS "  workbooks:         ${XLSXWRITER_FOUND}")
message(STATUS "  tests:             ${BROWNOUT_TESTS}")
message(STATUS "  sanitizers:        ${BROWNOUT_SANITIZE}")
