// SPDX-License-Identifier: MIT
#include "core/export/multipartcredentials.h"
#include "tests/core/export/credentialredaction.h"

#include <QTest>

using namespace kaunt;
using namespace kaunt::test;

class TestMultipartCredentials final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void replacesFields_data();
    void replacesFields();
    void readsNamesHoweverWritten_data();
    void readsNamesHoweverWritten();
    void leavesEverythingElse_data();
    void leavesEverythingElse();
    void readsHostileTextOnce_data();
    void readsHostileTextOnce();
};

void TestMultipartCredentials::replacesFields_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("left");
    const auto row = [](const char* name, const char* text, const char* left) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(left);
    };
    row("one of two",
        "--B\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\na\r\nb\r\n--B\r\n"
        "Content-Disposition: form-data; name=\"id\"\r\n\r\nc\r\n--B--\r\n",
        "--B\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n[redacted]\r\n--B\r\n"
        "Content-Disposition: form-data; name=\"id\"\r\n\r\nc\r\n--B--\r\n");
    row("a file",
        "--B\r\ncontent-disposition: form-data; name=\"private-key\"; filename=\"k\"\r\nContent-Type: "
        "text/plain\r\n\r\n"
        "a\r\n--B--",
        "--B\r\ncontent-disposition: form-data; name=\"private-key\"; filename=\"k\"\r\nContent-Type: "
        "text/plain\r\n\r\n"
        "[redacted]\r\n--B--");
    row("lines that look like a boundary",
        "--B\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n--a\r\n--b\r\n--B--\r\nc",
        "--B\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n[redacted]\r\n--B--\r\nc");
    row("a line that a boundary begins",
        "--B\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\na\r\n--Bc\r\nd\r\n--B \r\n\r\ne\r\n--B--",
        "--B\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n[redacted]\r\n--B \r\n\r\ne\r\n--B--");
    row("cut, with a key",
        "Content-Disposition: form-data; name=\"private_key\"\r\n\r\n-----BEGIN X-----\r\na\r\n-----END "
        "X-----\r\n--B\r\ncontent-type: text/plain\r\n\r\nb\r\n--B--\r\n",
        "Content-Disposition: form-data; name=\"private_key\"\r\n\r\n[redacted]\r\n--B\r\ncontent-type: "
        "text/plain\r\n\r\nb\r\n--B--\r\n");
    row("cut behind another", "a\n--a\n\nContent-Disposition: form-data; name=\"token\"\n\nb\n--a\nc",
        "a\n--a\n\nContent-Disposition: form-data; name=\"token\"\n\n[redacted]");
    row("cut", "Content-Disposition: form-data; name=\"token\"\n\na",
        "Content-Disposition: form-data; name=\"token\"\n\n[redacted]");
}

void TestMultipartCredentials::replacesFields()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, left);
    QSet<QString> found;
    checkReplaced(&redactFormParts, text, left, found);
    QCOMPARE(found.size(), 1);
}

void TestMultipartCredentials::readsNamesHoweverWritten_data()
{
    QTest::addColumn<QByteArray>("field");
    for (const char* field :
         {"Content-Disposition: form-data; name=token", "content-disposition:form-data;name=token",
          "CONTENT-DISPOSITION : FORM-DATA ; NAME = \"token\"", "Content-Disposition: form-data;\r\n name=\"token\"",
          "Content-Disposition:\r\n\tform-data; filename=\"a\";\r\n\tname=\"token\"",
          "Content-Disposition: form-data; filename=\"a; name=b\"; name=\"token\"",
          "Content-Disposition: form-data; filename=\"\\\"; name=b\"; name=\"token\"",
          "Content-Disposition: form-data; filename=\"C:\\dir\\\"; name=\"token\"",
          "Content-Disposition: form-data; name=\"a\"; filename=\"C:\\dir\\\" ;\r\n name*0=\"tok\"; name*1=\"en\"",
          "Content-Disposition: form-data; name*=UTF-8''to%6ben", "Content-Disposition: form-data; name*=token",
          "Content-Disposition: form-data; name=\"a\"; name*=UTF-8''token",
          "Content-Disposition: form-data; name*0=\"to\"; name*1*=ken", "Content-Disposition: attachment; name=token",
          "Content-Disposition: form-data; name=\"token",
          "Content-Type: text/plain; name=\"a\"\r\nContent-Disposition: "
          "form-data; name=\"token\"\r\nX: name=\"b\""})
        QTest::newRow(field) << QByteArray(field);
}

void TestMultipartCredentials::readsNamesHoweverWritten()
{
    QFETCH(const QByteArray, field);
    const QByteArray behind = "\r\n--B\r\nContent-Disposition: form-data; name=id\r\n\r\nc\r\n--B--\r\n";
    const QByteArray before = "--B\r\n" + field + "\r\n\r\n";
    QSet<QString> found;
    checkReplaced(&redactFormParts, before + "a" + behind, before + "[redacted]" + behind, found);
    QCOMPARE(found, QSet<QString>{QStringLiteral("token")});
}

void TestMultipartCredentials::leavesEverythingElse_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("another field") << QByteArray("Content-Disposition: form-data; name=\"id\"\r\n\r\na\r\n--B");
    QTest::newRow("empty") << QByteArray("Content-Disposition: form-data; name=\"token\"\r\n\r\n\r\n--B");
    QTest::newRow("no value") << QByteArray("Content-Disposition: form-data; name=\"token\"\r\n");
    QTest::newRow("a file that is called so")
        << QByteArray("--B\r\nContent-Disposition: form-data; name=a; filename=\"b; name=token\"\r\n\r\na\r\n--B--");
    QTest::newRow("another header") << QByteArray("--B\r\nX: y; name=token\r\n\r\na\r\n--B--");
    QTest::newRow("a mail") << QByteArray(
        "A mail says:\n\nContent-Disposition: attachment; name=session.pdf\n\nfirst paragraph\n\nsecond\n");
    QTest::newRow("no line") << QByteArray("Content-Disposition: form-data; name=\"token\"");
}

void TestMultipartCredentials::leavesEverythingElse()
{
    QFETCH(const QByteArray, text);
    checkLeft(&redactFormParts, text);
}

void TestMultipartCredentials::readsHostileTextOnce_data()
{
    QTest::addColumn<QByteArray>("part");
    for (const char* part :
         {"content-disposition: form-data", "content-disposition: form-data; name=\"token\"",
          "content-disposition: form-data; name=\"token\"\n", "content-disposition: form-data; name=\"token\"\n\n",
          "content-disposition: form-data; name=\"token\"\n\n\n--",
          "--a\ncontent-disposition: form-data; name=\"token\"\n\nb\n", "content-disposition: form-data; name=\"a\"\n"})
        QTest::newRow(part) << QByteArray(part);
}

/// A quadratic search takes minutes.
void TestMultipartCredentials::readsHostileTextOnce()
{
    QFETCH(const QByteArray, part);
    QByteArray text = part.repeated(1'000'000 / part.size()) + '\n';
    QSet<QString> found;
    redactFormParts(text, found);
    QVERIFY(!text.isEmpty());
}

QTEST_GUILESS_MAIN(TestMultipartCredentials)
#include "test_multipartcredentials.moc"
