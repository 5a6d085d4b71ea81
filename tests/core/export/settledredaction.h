// SPDX-License-Identifier: MIT
#pragma once

#include "core/export/redaction.h"

#include <QByteArray>
#include <QStringList>
#include <QTest>

namespace kaunt::test {

/// Whatever has been redacted, redacting it again changes nothing and finds nothing: the text as a body, as a form, as
/// a header, in a target and as what an API said. What differs fails the test that runs.
inline void checkSettles(const QByteArray& text, const SoughtSecrets& secrets = {})
{
    for (const char* type : {"text/plain", "application/x-www-form-urlencoded"}) {
        DeliveryRecord record;
        record.headers = {{"Content-Type", type}, {"X-Custom", text}};
        record.target = "/hook?a=" + text;
        record.body = text;
        record.summary.bodyBytes = text.size();
        ResourceRecord resource;
        resource.body = text;
        resource.errorMessage = QString::fromUtf8(text);
        QList<ResourceRecord> resources{resource};
        RedactionCounts counts;
        (void)redact(record, resources, secrets, counts);
        const DeliveryRecord once = record;
        const QList<ResourceRecord> fetched = resources;
        counts.clear();
        (void)redact(record, resources, secrets, counts);
        QCOMPARE(record.body, once.body);
        QCOMPARE(record.headers.constLast().value, once.headers.constLast().value);
        QCOMPARE(record.target, once.target);
        QCOMPARE(resources.constFirst().body, fetched.constFirst().body);
        QCOMPARE(resources.constFirst().errorMessage, fetched.constFirst().errorMessage);
        QVERIFY2(counts.isEmpty(), qPrintable(QStringList(counts.keyBegin(), counts.keyEnd()).join(u' ')));
    }
}

} // namespace kaunt::test
