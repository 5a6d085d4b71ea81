// SPDX-License-Identifier: MIT
#include "tests/bench/benchlog.h"

#include "core/storage/eventlog.h"

#include <QEventLoop>
#include <QRandomGenerator>
#include <QUuid>

#include <algorithm>
#include <limits>

namespace kaunt::bench {

namespace {

constexpr int atOnce = 4'000;
constexpr qint64 millisBetween = 2'000;

QString uuid(QRandomGenerator& random)
{
    quint32 words[4];
    random.fillRange(words);
    return QUuid(words[0], ushort(words[1]), ushort(words[1] >> 16), uchar(words[2]), uchar(words[2] >> 8),
                 uchar(words[2] >> 16), uchar(words[2] >> 24), uchar(words[3]), uchar(words[3] >> 8),
                 uchar(words[3] >> 16), uchar(words[3] >> 24))
        .toString(QUuid::WithoutBraces);
}

QByteArray bodyOf(const WebhookEvent& event)
{
    const auto line = [](const char* name, const QString& value) {
        return QByteArrayLiteral("  \"") + name + "\": \"" + value.toUtf8() + '"';
    };
    return "{\n" + line("Id", event.id) + ",\n" + line("Url", event.url) + ",\n" + line("TenantId", event.tenantId) +
           ",\n" + line("CompanyName", event.companyName) + ",\n" + line("CorrelationId", event.correlationId) + ",\n" +
           line("EventType", event.eventType) + "\n}";
}

} // namespace

Delivery benchDelivery(qint64 number, qint64 receivedAt)
{
    QRandomGenerator random(static_cast<quint32>(number - (number % 20 == 7 ? 1 : 0))); // one in twenty is a repeat
    const QStringList& types = knownEventTypes();
    WebhookEvent event;
    event.id = uuid(random);
    event.url = QStringLiteral("https://api.kaunt.com/v1/proposals/") + event.id;
    event.tenantId = QStringLiteral("4f0c0b52-0000-4000-8000-0000000000%1").arg(random.bounded(20), 2, 10, QChar(u'0'));
    event.companyName = QStringLiteral("company-%1").arg(random.bounded(400));
    event.correlationId = uuid(random);
    event.eventType = types.at(random.bounded(8) == 0 ? random.bounded(int(types.size())) : 0);
    Delivery delivery;
    delivery.endpoint = QStringLiteral("default");
    delivery.receivedAt = receivedAt;
    delivery.peer = QStringLiteral("127.0.0.1");
    delivery.method = "POST";
    delivery.target = "/webhooks/kaunt";
    delivery.headers = {{"Host", "127.0.0.1:8787"},
                        {"Content-Type", "application/json; charset=utf-8"},
                        {"User-Agent", "Kaunt-Webhooks/1.0"},
                        {"X-Kaunt-Signature", QByteArray(64, 'a')}};
    delivery.body = bodyOf(event);
    delivery.status = 200;
    delivery.signature = {Verdict::Verified, SignatureEncoding::Hex, QStringLiteral("current")};
    delivery.event = event;
    if (number % 1'000 == 999) {
        delivery.event.reset();
        delivery.status = 401;
        delivery.signature = {Verdict::Mismatch, SignatureEncoding::Hex, {}};
    }
    return delivery;
}

bool fillLog(const QString& directory, qint64 count, const Clock& clock)
{
    LogOptions options;
    options.retention = {0, 0};
    options.maxRefused = std::numeric_limits<int>::max();
    auto log = EventLog::open(directory, options, clock);
    if (!log)
        return false;
    const qint64 start = clock.utcMillis() - count * millisBetween;
    qint64 number = (*log)->statistics().deliveries;
    qint64 stored = number;
    bool hasFailed = false;
    QEventLoop loop;
    QObject::connect(log->get(), &EventLog::committed, &loop, [&](const QList<quint64>& tickets) {
        stored += tickets.size();
        loop.quit();
    });
    QObject::connect(log->get(), &EventLog::appendFailed, &loop, [&] {
        hasFailed = true;
        loop.quit();
    });
    while (stored < count && !hasFailed) {
        while (number < count && number - stored < atOnce) {
            ++number;
            if (!(*log)->append(benchDelivery(number, start + number * millisBetween)))
                return false;
        }
        loop.exec();
    }
    (*log)->close();
    return !hasFailed;
}

} // namespace kaunt::bench
