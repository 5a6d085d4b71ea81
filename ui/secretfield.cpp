// SPDX-License-Identifier: MIT
#include "ui/secretfield.h"

#include "ui/secretremarks.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

namespace kaunt {

namespace {

constexpr int longestSecret = 4'096; // characters

QString remarkText(SecretRemark::Kind kind)
{
    switch (kind) {
    case SecretRemark::Kind::WhiteSpace:
        return SecretField::tr("There is white space around the secret. It counts, and is seldom meant.");
    case SecretRemark::Kind::Quotes:
        return SecretField::tr("The secret stands in quotes. They count, and are seldom part of it.");
    case SecretRemark::Kind::SeveralLines:
        return SecretField::tr("These are several lines. Paste the secret alone.");
    case SecretRemark::Kind::Masked:
        return SecretField::tr("These are the signs that stand for a hidden secret. Show it in the portal, then copy.");
    case SecretRemark::Kind::Placeholder:
        return SecretField::tr("This looks like the placeholder of an example. Paste the secret itself.");
    }
    return {};
}

/// Without a letter of its own, which none of all the forms that have such a field could use: Tab leads there.
QString mendText(SecretRemark::Kind kind)
{
    return kind == SecretRemark::Kind::Quotes ? SecretField::tr("Remove the quotes")
                                              : SecretField::tr("Remove the white space");
}

} // namespace

SecretField::SecretField(const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_line(new QLineEdit)
    , m_reveal(new QToolButton)
    , m_remark(new QLabel)
    , m_mend(new QPushButton)
{
    nameControls(name);
    layOut();
    connect(m_line, &QLineEdit::textEdited, this, &SecretField::takeText);
    connect(m_reveal, &QToolButton::toggled, this, &SecretField::setRevealed);
    connect(m_mend, &QPushButton::clicked, this, &SecretField::mend);
    connect(m_line, &QLineEdit::inputRejected, this, &SecretField::takeCut);
    setFocusProxy(m_line);
    setFocusPolicy(Qt::StrongFocus); // for the mnemonic of a label beside it
    setRevealed(false);
    showRemark();
}

void SecretField::nameControls(const QString& name)
{
    m_line->setObjectName(QStringLiteral("secretLine"));
    m_line->setAccessibleName(name);
    m_line->setMaxLength(longestSecret);
    m_reveal->setObjectName(QStringLiteral("revealSecret"));
    m_reveal->setText(tr("Show"));
    m_reveal->setAccessibleName(tr("Show: %1").arg(name));
    m_reveal->setCheckable(true);
    m_reveal->setFocusPolicy(Qt::StrongFocus);
    m_remark->setObjectName(QStringLiteral("secretRemark"));
    m_remark->setTextFormat(Qt::PlainText);
    m_remark->setWordWrap(true);
    m_mend->setObjectName(QStringLiteral("mendSecret"));
}

void SecretField::layOut()
{
    auto* entry = new QHBoxLayout;
    entry->addWidget(m_line, 1);
    entry->addWidget(m_reveal);
    auto* advice = new QHBoxLayout;
    advice->addWidget(m_remark, 1);
    advice->addWidget(m_mend, 0, Qt::AlignTop);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addLayout(entry);
    layout->addLayout(advice);
}

void SecretField::setSecret(const QByteArray& secret)
{
    m_reveal->setChecked(false);
    m_line->setText(QString::fromUtf8(secret));
    m_secret = secret;
    showRemark();
    Q_EMIT changed();
}

void SecretField::setRevealed(bool isRevealed)
{
    m_line->setEchoMode(isRevealed ? QLineEdit::Normal : QLineEdit::Password);
}

void SecretField::takeText(const QString& text)
{
    m_secret = text.toUtf8();
    if (std::exchange(m_isCut, false))
        showCutRemark();
    else
        showRemark();
    Q_EMIT changed();
}

void SecretField::showRemark()
{
    const QList<SecretRemark> remarks = remarksOn(m_secret);
    const bool hasRemark = !remarks.isEmpty();
    const bool isMendable = hasRemark && remarks.constFirst().mended.has_value();
    if (hasRemark)
        m_remark->setText(remarkText(remarks.constFirst().kind));
    if (isMendable)
        m_mend->setText(mendText(remarks.constFirst().kind));
    m_remark->setVisible(hasRemark);
    m_mend->setVisible(isMendable);
}

/// Qt tells of it in front of the text that is left, if there is another.
void SecretField::takeCut()
{
    m_isCut = m_line->text().toUtf8() != m_secret;
    showCutRemark();
}

void SecretField::showCutRemark()
{
    m_remark->setText(tr("Only the first %L1 characters were taken: no secret is longer.").arg(longestSecret));
    m_remark->show();
    m_mend->hide();
}

void SecretField::mend()
{
    const QList<SecretRemark> remarks = remarksOn(m_secret);
    if (remarks.isEmpty() || !remarks.constFirst().mended)
        return;
    m_line->setText(QString::fromUtf8(*remarks.constFirst().mended));
    takeText(m_line->text());
    m_line->setFocus();
}

} // namespace kaunt
