// SPDX-License-Identifier: MIT
#pragma once

#include "core/alerts/alert.h"
#include "core/receiver/listeningendpoint.h"
#include "core/session/concern.h"
#include "core/settings/settings.h"

#include <QStringList>

namespace kaunt {

/// What whoever starts a receiver with these settings had better know: endpoints without a secret, targets that answer
/// in its place. Pure.
[[nodiscard]] QStringList listenRemarks(const Settings& settings);
/// Once it listens there: that other machines reach it, and what to do about it. Pure.
[[nodiscard]] QStringList reachRemarks(const QList<ListeningEndpoint>& endpoints);
/// It listens there again, after its address was gone. Pure.
[[nodiscard]] QString againRemark(const QList<ListeningEndpoint>& endpoints);
/// Whether an alert's cause is told in the terminal the moment it happens, so that the alert says nothing new. Pure.
[[nodiscard]] bool isToldAlready(const Alert& alert);
/// Whether an alert by these settings will say the same of a concern, so that it need not be told besides. Pure.
[[nodiscard]] bool isLeftToAlert(const Concern& concern, const AlertSettings& alerts);
/// What other commands need to reach a demo whose API has begun, with its log in this folder. Pure.
[[nodiscard]] QStringList demoRemarks(const Settings& settings, const QString& dataDirectory);
/// Of each forward target that is this endpoint itself. Pure.
[[nodiscard]] QStringList roundRemarks(const QList<ForwardSettings>& forwards, const QUrl& endpoint);

} // namespace kaunt
