// SPDX-License-Identifier: MIT
#pragma once

#include "core/settings/settings.h"

namespace kaunt {

/// The moves that `settings` are to have in their file before saveSecrets() is called: so that at every step of it, and
/// whatever becomes of the store, each secret is found as it was entered, or as it was before, and never another's. One
/// that `previous` has, be it under another name, stays where it is, and one that a save that failed may have written
/// (`tried`: the settings that were saved last) goes where it was to go then; any other value gets a place that was
/// never used. What nobody wants any more is to be removed.
[[nodiscard]] QList<SecretMove> pendingMoves(const Settings& settings, const Settings& previous,
                                             const Settings& tried = {});
/// The moves of `settings` once they are saved: the places alone.
[[nodiscard]] QList<SecretMove> movesOnceSaved(const Settings& settings);
/// The moves of `previous` once saveSecrets() has failed: where it may have written or removed something nothing is
/// relied on any more, and what is there is to be removed with the next save.
[[nodiscard]] QList<SecretMove> movesOnceFailed(const Settings& settings, const Settings& previous);

} // namespace kaunt
