// SPDX-License-Identifier: MIT
#include "tests/core/storage/searchindexfixture.h"

#include "core/storage/deliveryscan.h"
#include "core/storage/logdatabase.h"
#include "tests/support/queuedspy.h"

#include <QTest>

namespace kaunt::test {

void SearchIndexFixture::makeAnew()
{
    m_log.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    m_log = openLog(m_folder->path(), {}, m_clock);
    QVERIFY(m_log);
}

void SearchIndexFixture::fill()
{
    const Delivery a = verifiedDelivery(QStringLiteral("6d1f0000-a"));
    Delivery b = verifiedDelivery(QStringLiteral("3b520000-b"));
    b.event->companyName = QString::fromUtf8("Blå Bær 🚀 AS");
    b.body = R"({"CompanyName":"Bl\u00e5 B\u00e6r"})";
    Delivery c = refusedDelivery("{\"Id\":\"100%_sure\"}");
    c.headers.append(Header{"X-Forged", "By-Somebody"});
    Delivery d = verifiedDelivery(QStringLiteral("quo\"ted"));
    d.body = "\xff\xfe binary caf\xc3\xa9 AND OR NEAR(x)";
    QCOMPARE(appendAll(*m_log, {a, b, c, d, a}).size(), 5);
    ResourceRecord resource;
    resource.delivery = 1;
    resource.status = 200;
    resource.body = R"({"proposal":"dimension-4711","street":"N\u00d8RREBRO"})";
    QVERIFY(addAndWait(*m_log, resource).id > 0);
    QueuedSpy annotated(m_log.get(), &EventLog::annotated);
    m_log->annotate({3, false, QString::fromUtf8("Spørg Åse")});
    QTRY_COMPARE(annotated.size(), 1);
}

void SearchIndexFixture::indexAll() const
{
    auto index = SearchIndex::open(m_folder->path());
    QVERIFY2(index, index ? "" : qPrintable(index.error().detail));
    while (true) {
        const auto hasMore = (*index)->catchUp(2);
        QVERIFY2(hasMore, hasMore ? "" : qPrintable(hasMore.error().detail));
        if (!*hasMore)
            break;
    }
}

QList<qint64> SearchIndexFixture::scanned(const QString& filter) const
{
    const auto queries = openQueries(m_folder->path(), m_clock);
    const auto part = queries->scan(query(filter), 0, 10'000);
    return part && part->isFinished ? part->numbers : QList<qint64>{-1};
}

qint64 SearchIndexFixture::numberOfIndex(const QString& question) const
{
    const auto index = LogDatabase::open(SearchIndex::pathIn(m_folder->path()), LogDatabase::Access::ReadOnly);
    return index ? (*index)->number(question).value_or(-1) : -1;
}

} // namespace kaunt::test
