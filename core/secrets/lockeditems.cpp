// SPDX-License-Identifier: MIT
#include "core/secrets/lockeditems.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusMetaType>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QMap>

#include <utility>

namespace kaunt {

void askWhetherLocked(const QString& server, const QString& name, std::chrono::milliseconds patience,
                      std::function<void(bool)> then)
{
    using Attributes = QMap<QString, QString>;
    qDBusRegisterMetaType<Attributes>();
    QDBusMessage question = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.secrets"), QStringLiteral("/org/freedesktop/secrets"),
        QStringLiteral("org.freedesktop.Secret.Service"), QStringLiteral("SearchItems"));
    question.setAutoStartService(false);
    question << QVariant::fromValue(Attributes{{QStringLiteral("server"), server}, {QStringLiteral("user"), name}});
    auto* answer = new QDBusPendingCallWatcher(
        QDBusConnection::sessionBus().asyncCall(question, static_cast<int>(patience.count())));
    QObject::connect(answer, &QDBusPendingCallWatcher::finished, answer, [answer, then = std::move(then)] {
        answer->deleteLater();
        const QDBusPendingReply<QList<QDBusObjectPath>, QList<QDBusObjectPath>> found = *answer;
        then(found.isValid() && !found.argumentAt<1>().isEmpty());
    });
}

} // namespace kaunt
