# brownout_layer(NAME SOURCES ... LINK ...): one static library per folder. A layer links only what lies left of it, so
# an upward call does not link.
function(brownout_layer name)
    cmake_parse_arguments(LAYER "" "" "SOURCES;LINK" ${ARGN})
    add_library(brownout_${name} STATIC ${LAYER_SOURCES})
    target_link_libraries(brownout_${name} PRIVATE brownout_flags PUBLIC ${LAYER_LINK})
endfunction()
