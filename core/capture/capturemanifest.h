// SPDX-License-Identifier: MIT
#pragma once

#include "core/result.h"
#include "core/webhook/diagnosis.h"

#include <QByteArray>
#include <QString>

namespace kaunt {

// The capture bundle, `.kauntcap`: UTF-8 text, one JSON object on a line, LF at each end.
//
// 1. The first line is the manifest: {"type":"capture","version":1,"madeBy":"kaunt-monitor 0.1.0",
//    "madeAt":"2026-01-31T13:02:11.123Z","redacted":false,"secrets":{"own":H,"retired":H,"other":H}}. Each H is 64 hex
//    digits: a key that was made up for this file and is used as it stands, as text. What verified is signed with
//    `own`; `retired` and `other` stand for a secret that was retired and for another endpoint's.
// 2. Then a line for each delivery, numbers growing: what `kauntctl show --json` prints of it (contracts.md section 3)
//    without `attempts`; each of its `resources` has `correlationId` besides, and its body byte for byte as `bodyText`,
//    or `bodyBase64` where it is no UTF-8, in place of `body`. All resources of an event stand with each of its
//    deliveries.
// 3. The last line tells how many there are: {"type":"end","deliveries":3}.
//
// A reader ignores keys that it does not know. What would mislead a reader of version 1 makes a new version.

inline constexpr int captureVersion = 1;

/// What a bundle, or a file of JSON lines, may have at the most; neither written nor read beyond.
struct CaptureBounds {
    qint64 fileBytes = qint64{1} << 30;
    qint64 lineBytes = qint64{64} << 20;
    qint64 deliveries = 100'000;
};

/// The keys of one bundle, made up for it. Hex digits, so that the forms of a spoiled secret (decoded, quoted …) exist
/// of them too.
struct CaptureSecrets {
    QByteArray own;
    QByteArray retired;
    QByteArray other;

    [[nodiscard]] static CaptureSecrets made();
    /// Those of every endpoint of the capture; called "capture" and "capture-retired".
    [[nodiscard]] QList<SigningSecret> secrets() const;
    /// "capture-other", of an endpoint that is called so too.
    [[nodiscard]] EndpointSecrets otherEndpoint() const;
};

/// The first line of a bundle, as read or to be written.
struct CaptureManifest {
    int version = captureVersion;
    QString madeBy;
    qint64 madeAt = 0; ///< UTC, milliseconds since 1970
    bool isRedacted = false;
    CaptureSecrets secrets;
};

} // namespace kaunt
