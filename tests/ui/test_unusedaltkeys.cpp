// SPDX-License-Identifier: MIT
#include "ui/secretfield.h"
#include "ui/unusedaltkeys.h"

#include <QApplication>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>

using namespace kaunt;

/// A mnemonic that is not there writes nothing.
class TestUnusedAltKeys final : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { qApp->installEventFilter(new UnusedAltKeys(qApp)); }
    void writeNothing_data();
    void writeNothing();
    void writeWhatAltMakes();
    void stillLeadToTheirButton();
};

void TestUnusedAltKeys::writeNothing_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<Qt::KeyboardModifiers>("modifiers");
    QTest::addColumn<QString>("text");
    QTest::newRow("a letter") << Qt::Key_N << Qt::KeyboardModifiers(Qt::AltModifier) << QStringLiteral("n");
    QTest::newRow("a capital") << Qt::Key_N << (Qt::AltModifier | Qt::ShiftModifier) << QStringLiteral("N");
    QTest::newRow("a digit") << Qt::Key_1 << Qt::KeyboardModifiers(Qt::AltModifier) << QStringLiteral("1");
    QTest::newRow("a letter outside ASCII")
        << Qt::Key_AE << Qt::KeyboardModifiers(Qt::AltModifier) << QStringLiteral("æ");
}

void TestUnusedAltKeys::writeNothing()
{
    QFETCH(const Qt::Key, key);
    QFETCH(const Qt::KeyboardModifiers, modifiers);
    QFETCH(const QString, text);
    SecretField secret(QStringLiteral("Secret"));
    QPlainTextEdit note;
    QTest::sendKeyEvent(QTest::Click, secret.findChild<QLineEdit*>(), key, text, modifiers);
    QTest::sendKeyEvent(QTest::Click, &note, key, text, modifiers);
    QVERIFY(secret.secret().isEmpty());
    QVERIFY(note.toPlainText().isEmpty());
    QTest::sendKeyEvent(QTest::Click, secret.findChild<QLineEdit*>(), key, text, Qt::NoModifier);
    QCOMPARE(secret.secret(), text.toUtf8());
}

void TestUnusedAltKeys::writeWhatAltMakes()
{
    QLineEdit field;
    QTest::sendKeyEvent(QTest::Click, &field, Qt::Key_Q, QStringLiteral("@"), Qt::AltModifier);
    QTest::sendKeyEvent(QTest::Click, &field, Qt::Key_E, QStringLiteral("€"), Qt::AltModifier | Qt::ControlModifier);
    QTest::sendKeyEvent(QTest::Click, &field, Qt::Key_At, QStringLiteral("@"), Qt::GroupSwitchModifier);
    QCOMPARE(field.text(), QStringLiteral("@€@"));
}

void TestUnusedAltKeys::stillLeadToTheirButton()
{
    QWidget window;
    auto* field = new QLineEdit(&window);
    auto* button = new QPushButton(QStringLiteral("&Next"), &window);
    button->setCheckable(true);
    window.show();
    QVERIFY(QTest::qWaitForWindowActive(&window));
    QTest::keyClick(field, Qt::Key_N, Qt::AltModifier);
    QTRY_VERIFY(button->isChecked()); // it is seen to be pressed for a moment
    button->setEnabled(false);
    QTest::keyClick(field, Qt::Key_N, Qt::AltModifier);
    QVERIFY(field->text().isEmpty());
}

QTEST_MAIN(TestUnusedAltKeys)
#include "test_unusedaltkeys.moc"
