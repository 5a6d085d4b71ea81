# SPDX-License-Identifier: MIT
# Without them CPack makes a package that names none of the libraries it needs, and says nothing.
find_program(DPKG_SHLIBDEPS dpkg-shlibdeps)
find_program(FILE_UTILITY file)
if(NOT DPKG_SHLIBDEPS OR NOT FILE_UTILITY)
  message(FATAL_ERROR "dpkg-shlibdeps or file is missing. Call packaging/install-dependencies package first.")
endif()
