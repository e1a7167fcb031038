# brownout_layer(NAME SOURCES ... LINK ...): one static library per folder. A layer links only what lies left of it, so
# an upward call does not link.
function(brownout_layer name)
    cmake_parse_arguments(LAYER "" "" "SOURCES;LINK" ${ARGN})
    add_library(brownout_${name} STATIC ${LAYER_SOURCES})
    target_link_libraries(brownout_${name} PRIVATE brownout_flags PUBLIC ${LAYER_LINK})
    if(name IN_LIST BROWNOUT_COVERAGE)
        # Threads add to the same counters.
        target_compile_options(brownout_${name} PRIVATE --coverage -fprofile-update=atomic)
        target_link_options(brownout_${name} INTERFACE --coverage)
    endif()
endfunction()
