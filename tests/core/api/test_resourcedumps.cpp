// SPDX-License-Identifier: MIT
#include "tests/core/api/modeldump.h"
#include "tests/support/filecontent.h"

#include <QDir>
#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

/// Every documented field of a resource (kaunt-api.md, Reading a resource) where it belongs: tests/data/api holds the
/// answers and, beside each, what is read from it.
class TestResourceDumps final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void readsWhole_data();
    void readsWhole();
};

void TestResourceDumps::readsWhole_data()
{
    QTest::addColumn<QString>("path");
    const QDir folder(QStringLiteral(KAUNT_TEST_DATA "/api"));
    const QStringList names = folder.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    QVERIFY(names.size() >= 6);
    for (const QString& name : names)
        QTest::newRow(qPrintable(name)) << folder.filePath(name.chopped(5));
}

void TestResourceDumps::readsWhole()
{
    QFETCH(const QString, path);
    const auto answer = parseJson(contentOf(path + QStringLiteral(".json")));
    QVERIFY(answer);
    const bool isDocument = path.section(u'/', -1).startsWith(u"document");
    QCOMPARE(resourceKind(*answer, {}), isDocument ? ResourceKind::Document : ResourceKind::Proposal);
    const QStringList read = isDocument ? dump(readDocumentResult(*answer)) : dump(readInvoiceCodingProposal(*answer));
    const QString expected = QString::fromUtf8(contentOf(path + QStringLiteral(".txt")));
    QCOMPARE(read, expected.split(u'\n', Qt::SkipEmptyParts));
}

QTEST_GUILESS_MAIN(TestResourceDumps)
#include "test_resourcedumps.moc"
