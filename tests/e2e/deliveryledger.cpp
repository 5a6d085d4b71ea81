// SPDX-License-Identifier: MIT
#include "tests/e2e/deliveryledger.h"

#include "tests/e2e/jsonobjects.h"

#include <QJsonDocument>
#include <QTest>

#include <utility>

namespace kaunt::test {

DeliveryLedger::DeliveryLedger(const Kauntctl& kauntctl)
    : m_kauntctl(kauntctl)
{
}

void DeliveryLedger::beginSending(const QString& url, int senders, int count)
{
    for (int i = 0; i < senders; ++i) {
        m_senders.push_back(std::make_unique<QProcess>());
        m_kauntctl.begin(*m_senders.back(),
                         QStringList{QStringLiteral("send"), QStringLiteral("--json"), QStringLiteral("--to"), url,
                                     QStringLiteral("--count"), QString::number(count)} +
                             m_kauntctl.secretFile());
    }
}

bool DeliveryLedger::waitForAnswers(qsizetype count)
{
    const auto haveTold = [this, count] {
        qsizetype told = 0;
        for (const auto& sender : m_senders)
            told += sender->peek(sender->bytesAvailable()).count('\n');
        return told >= count;
    };
    return QTest::qWaitFor(haveTold, Kauntctl::patience);
}

void DeliveryLedger::finishSending()
{
    constexpr int accepted = 200;
    for (const auto& sender : m_senders) {
        sender->waitForFinished(2 * Kauntctl::patience);
        const QList<QJsonObject> answers = objectsIn(sender->readAllStandardOutput());
        for (const QJsonObject& answer : answers) {
            const int status = answer.value(QStringLiteral("status")).toInt();
            ++m_statuses[status];
            if (status != accepted)
                continue;
            const QByteArray body = answer.value(QStringLiteral("answer")).toString().toUtf8();
            const qint64 number = QJsonDocument::fromJson(body).object().value(QStringLiteral("delivery")).toInteger();
            if (m_acknowledged.contains(number))
                m_repeated.insert(number);
            m_acknowledged.insert(number);
        }
    }
    m_senders.clear();
}

QHash<int, int> DeliveryLedger::send(const QString& url, int count)
{
    m_statuses.clear();
    beginSending(url, 1, count);
    finishSending();
    return std::exchange(m_statuses, {});
}

QString DeliveryLedger::flaw(const QString& filter) const
{
    const Ended events = m_kauntctl.run({QStringLiteral("events"), QStringLiteral("--json"), QStringLiteral("--limit"),
                                         QStringLiteral("1000000"), QStringLiteral("--filter"), filter});
    if (events.status != 0)
        return QStringLiteral("the log can't be read: ") + QString::fromUtf8(events.err);
    QSet<qint64> kept;
    const QList<QJsonObject> deliveries = objectsIn(events.out);
    for (const QJsonObject& one : deliveries)
        kept.insert(one.value(QStringLiteral("delivery")).toInteger());
    if (kept.size() != deliveries.size())
        return QStringLiteral("the log holds a delivery twice");
    if (!m_repeated.isEmpty())
        return QStringLiteral("%1 numbers were given twice").arg(m_repeated.size());
    const qsizetype lost = (m_acknowledged - kept).size();
    return lost == 0 ? QString()
                     : QStringLiteral("%1 of %2 acknowledged deliveries are lost").arg(lost).arg(m_acknowledged.size());
}

} // namespace kaunt::test
