// SPDX-License-Identifier: MIT
#pragma once

#include "core/headerlist.h"
#include "core/webhook/signature.h"

#include <QStringList>

#include <optional>

namespace kaunt {

/// The field that a probe of our own carries on a path that is tested, so that nobody takes it for one of Kaunt's. Its
/// value names the probe and is signed apart from the body, which may change on the way, with the key of the log's
/// replays or, where the log has none, with the secret: a stranger can't hide what he sends behind it.
inline constexpr char probeHeaderName[] = "X-Kaunt-Monitor-Probe";

/// The field's value for a name of letters, digits and dashes, 80 at the most.
[[nodiscard]] QByteArray probeMark(const QByteArray& name, const QByteArray& secret);
/// The probe that a mark names which the key or one of the secrets in use has signed; nothing where there is none. An
/// empty key signs nothing. Pure.
[[nodiscard]] std::optional<QString> markedProbe(const HeaderList& headers, const QList<SigningSecret>& secrets,
                                                 const QByteArray& key = {});

/// How a delivery that came with the mark is noted: "probe:5f3a9c01-plain". Such a one has no event, whatever its
/// verdict.
[[nodiscard]] QString probeNote(const QString& name);
[[nodiscard]] std::optional<QString> notedProbe(const QStringList& notes);

/// Whether a delivery was sent by a monitor, again or as a probe: not by Kaunt, now.
[[nodiscard]] bool isOurOwn(const QStringList& notes);

} // namespace kaunt
