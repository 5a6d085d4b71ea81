// SPDX-License-Identifier: MIT
#include "ui/secretfield.h"
#include "ui/secretremarks.h"

#include <QAbstractButton>
#include <QApplication>
#include <QClipboard>
#include <QLabel>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>

using namespace kaunt;
using Kind = SecretRemark::Kind;

Q_DECLARE_METATYPE(kaunt::SecretRemark::Kind)

/// What is said about a pasted secret, and the field that says it.
class TestSecretField final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void remarksOnSlips_data();
    void remarksOnSlips();
    void leavesASecretAlone_data();
    void leavesASecretAlone();
    void masksUntilAsked();
    void keepsBytesThatAreNoText();
    void saysThatItCut();
    void saysThatItCutWhatIsPasted();
    void mendsOneThingAfterTheOther();
    void takesAPastedLineEndForWhatItIs();

private:
    template <typename Widget>
    [[nodiscard]] static Widget* child(const SecretField& field, const char* name)
    {
        return field.findChild<Widget*>(QLatin1String(name));
    }
};

void TestSecretField::remarksOnSlips_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<QByteArray>("mended"); // null: none
    QTest::newRow("a blank behind") << QByteArray("whsec ") << Kind::WhiteSpace << QByteArray("whsec");
    QTest::newRow("a line end") << QByteArray("whsec\r\n") << Kind::WhiteSpace << QByteArray("whsec");
    QTest::newRow("a no-break space") << QByteArray("\u00a0whsec") << Kind::WhiteSpace << QByteArray("whsec");
    QTest::newRow("only blanks") << QByteArray("  ") << Kind::WhiteSpace << QByteArray("");
    QTest::newRow("double quotes") << QByteArray("\"whsec\"") << Kind::Quotes << QByteArray("whsec");
    QTest::newRow("single quotes") << QByteArray("'whsec'") << Kind::Quotes << QByteArray("whsec");
    QTest::newRow("a word processor's quotes") << QByteArray("“whsec”") << Kind::Quotes << QByteArray("whsec");
    QTest::newRow("two lines") << QByteArray("Secret:\nwhsec") << Kind::SeveralLines << QByteArray();
    QTest::newRow("dots") << QByteArray("••••••••") << Kind::Masked << QByteArray();
    QTest::newRow("stars") << QByteArray("********") << Kind::Masked << QByteArray();
    QTest::newRow("angle brackets") << QByteArray("<your secret>") << Kind::Placeholder << QByteArray();
    QTest::newRow("a variable") << QByteArray("${WEBHOOK_SECRET}") << Kind::Placeholder << QByteArray();
    QTest::newRow("your-secret") << QByteArray("your-webhook-secret") << Kind::Placeholder << QByteArray();
}

void TestSecretField::remarksOnSlips()
{
    QFETCH(const QByteArray, secret);
    QFETCH(const QByteArray, mended);
    const QList<SecretRemark> remarks = remarksOn(secret);
    QCOMPARE(remarks.size(), 1);
    QTEST(remarks.constFirst().kind, "kind");
    QCOMPARE(remarks.constFirst().mended.has_value(), !mended.isNull());
    QCOMPARE(remarks.constFirst().mended.value_or(QByteArray()), mended);
}

void TestSecretField::leavesASecretAlone_data()
{
    QTest::addColumn<QByteArray>("secret");
    QTest::newRow("none") << QByteArray();
    QTest::newRow("hex") << QByteArray("0123456789abcdef");
    QTest::newRow("base64") << QByteArray("c2VjcmV0LXNlY3JldA==");
    QTest::newRow("a quote in front only") << QByteArray("\"whsec");
    QTest::newRow("a single quote") << QByteArray("\"");
    QTest::newRow("a blank inside") << QByteArray("two words");
    QTest::newRow("beyond ASCII") << QByteArray("hemmelig-æøå");
}

void TestSecretField::leavesASecretAlone()
{
    QFETCH(const QByteArray, secret);
    QVERIFY(remarksOn(secret).isEmpty());
}

void TestSecretField::masksUntilAsked()
{
    SecretField field(QStringLiteral("Secret"));
    field.setSecret("whsec");
    const auto* line = child<QLineEdit>(field, "secretLine");
    auto* reveal = child<QAbstractButton>(field, "revealSecret");
    QCOMPARE(line->echoMode(), QLineEdit::Password);
    QVERIFY(!line->displayText().contains(QStringLiteral("whsec")));
    reveal->click();
    QCOMPARE(line->displayText(), QStringLiteral("whsec"));
    field.setSecret("another");
    QCOMPARE(line->echoMode(), QLineEdit::Password);
    QVERIFY(!reveal->isChecked());
}

void TestSecretField::keepsBytesThatAreNoText()
{
    const QByteArray binary("\xff\x00\x80", 3);
    SecretField field(QStringLiteral("Secret"));
    field.setSecret(binary);
    QCOMPARE(field.secret(), binary);
    child<QAbstractButton>(field, "revealSecret")->click();
    QCOMPARE(field.secret(), binary);
}

void TestSecretField::saysThatItCut()
{
    SecretField field(QStringLiteral("Secret"));
    field.show();
    auto* line = child<QLineEdit>(field, "secretLine");
    line->insert(QStringLiteral("k7Qz").repeated(1'024));
    QVERIFY(!child<QLabel>(field, "secretRemark")->isVisible());
    line->insert(QStringLiteral("y"));
    QVERIFY(child<QLabel>(field, "secretRemark")->isVisible());
    QVERIFY(child<QLabel>(field, "secretRemark")->text().contains(QStringLiteral("4,096")));
}

void TestSecretField::saysThatItCutWhatIsPasted()
{
    SecretField field(QStringLiteral("Secret"));
    field.show();
    auto* line = child<QLineEdit>(field, "secretLine");
    const auto* remark = child<QLabel>(field, "secretRemark");
    QApplication::clipboard()->setText(QStringLiteral("k7Qz").repeated(1'100));
    line->paste();
    QCOMPARE(field.secret().size(), 4'096);
    QVERIFY(remark->isVisible());
    QVERIFY(remark->text().contains(QStringLiteral("4,096")));
    QTest::keyClick(line, Qt::Key_Backspace);
    QVERIFY(!remark->isVisible());
    QTest::keyClicks(line, QStringLiteral("yy")); // the first finds room
    QVERIFY(remark->isVisible());
    QTest::keyClick(line, Qt::Key_Backspace);
    QVERIFY(!remark->isVisible());
}

void TestSecretField::mendsOneThingAfterTheOther()
{
    SecretField field(QStringLiteral("Secret"));
    field.setSecret(" 'whsec' ");
    field.show();
    const QSignalSpy changed(&field, &SecretField::changed);
    auto* mend = child<QAbstractButton>(field, "mendSecret");
    const auto* remark = child<QLabel>(field, "secretRemark");
    QVERIFY(remark->text().contains(QStringLiteral("white space")));
    mend->click();
    QCOMPARE(field.secret(), QByteArray("'whsec'"));
    QVERIFY(remark->text().contains(QStringLiteral("quotes")));
    mend->click();
    QCOMPARE(field.secret(), QByteArray("whsec"));
    QVERIFY(!remark->isVisible());
    QVERIFY(!mend->isVisible());
    QCOMPARE(changed.size(), 2);
}

void TestSecretField::takesAPastedLineEndForWhatItIs()
{
    SecretField field(QStringLiteral("Secret"));
    field.show();
    QApplication::clipboard()->setText(QStringLiteral("whsec\n"));
    child<QLineEdit>(field, "secretLine")->paste();
    QCOMPARE(field.secret(), QByteArray("whsec\n"));
    QVERIFY(child<QLabel>(field, "secretRemark")->isVisible());
    child<QAbstractButton>(field, "mendSecret")->click();
    QCOMPARE(field.secret(), QByteArray("whsec"));
}

QTEST_MAIN(TestSecretField)
#include "test_secretfield.moc"
