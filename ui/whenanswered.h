// SPDX-License-Identifier: MIT
#pragma once

#include "core/whenanswered.h" // IWYU pragma: export
