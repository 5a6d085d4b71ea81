// SPDX-License-Identifier: MIT
#pragma once

#include <QHostAddress>
#include <QMetaType>
#include <QString>
#include <QUrl>

namespace kaunt {

/// Where an endpoint can be called while the receiver listens. A plain value.
struct ListeningEndpoint {
    QString name;
    /// To be registered or called: the address as set, but one of this machine where that stands for all; the port as
    /// given by the system.
    QUrl url;
    QHostAddress address; ///< that it listens on, which may stand for all
};

} // namespace kaunt

Q_DECLARE_METATYPE(kaunt::ListeningEndpoint)
