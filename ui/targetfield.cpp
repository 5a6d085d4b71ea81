// SPDX-License-Identifier: MIT
#include "ui/targetfield.h"

#include "ui/namechoice.h"
#include "ui/remarklabel.h"
#include "ui/sendingsentences.h"

#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace kaunt {

namespace {

QLineEdit* editableLine(QComboBox& choice)
{
    choice.setEditable(true);
    choice.setInsertPolicy(QComboBox::NoInsert);
    holdWidth(choice);
    return choice.lineEdit();
}

void pressDefaultButton(const QWidget& window)
{
    const QList<QPushButton*> buttons = window.findChildren<QPushButton*>();
    for (QPushButton* button : buttons) {
        if (button->isDefault() && button->window() == &window) {
            button->click();
            return;
        }
    }
}

} // namespace

TargetField::TargetField(QLineEdit* line, const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_line(line)
    , m_remark(new RemarkLabel(QStringLiteral("targetRemark"), this))
{
    layOut(line, name);
}

TargetField::TargetField(QComboBox* choice, const QString& name, QWidget* parent)
    : QWidget(parent)
    , m_line(editableLine(*choice))
    , m_remark(new RemarkLabel(QStringLiteral("targetRemark"), this))
{
    layOut(choice, name);
    // A line hands Return on to its dialog, a combo box does not.
    connect(m_line, &QLineEdit::returnPressed, this, [this] { pressDefaultButton(*window()); });
}

void TargetField::layOut(QWidget* entry, const QString& name)
{
    setObjectName(QStringLiteral("targetField"));
    entry->setAccessibleName(name);
    m_line->setAccessibleName(name);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(entry);
    layout->addWidget(m_remark);
    connect(m_line, &QLineEdit::textChanged, this, [this] {
        showRemark();
        Q_EMIT changed();
    });
    setFocusProxy(entry);
    setFocusPolicy(Qt::StrongFocus); // for the mnemonic of a label beside it
    showRemark();
}

QString TargetField::text() const
{
    return m_line->text().trimmed();
}

Result<QUrl, TargetFlaw> TargetField::target() const
{
    return deliveryTarget(text());
}

void TargetField::showRemark()
{
    const auto entered = target();
    m_remark->setRemark(entered || text().isEmpty() ? QString()
                                                    : sentenceFor(entered.error(), m_line->placeholderText()).text());
}

} // namespace kaunt
