# SPDX-License-Identifier: MIT
# one_unit_per_folder(<target>): where CMAKE_UNITY_BUILD is on, each folder's sources are compiled together, large folders
# in several parts: without precompiled headers most of the time goes into reading Qt's. Names within one folder are
# therefore unique, in anonymous namespaces too.
function(one_unit_per_folder target)
  set(most_in_unit 12)
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    if(NOT source MATCHES "\\.cpp$")
      continue()
    endif()
    cmake_path(GET source PARENT_PATH folder)
    string(MAKE_C_IDENTIFIER "in_${folder}" group)
    math(EXPR ${group}_count "${${group}_count} + 1")
    math(EXPR part "(${${group}_count} - 1) / ${most_in_unit}")
    set_source_files_properties("${source}" PROPERTIES UNITY_GROUP "${group}_${part}")
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD_MODE GROUP)
endfunction()
