// SPDX-License-Identifier: MIT
#include "ui/targetfield.h"

#include "ui/remarklabel.h"
#include "ui/sendingsentences.h"

#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

namespace kaunt {

namespace {

QLineEdit* editableLine(QComboBox& choice)
{
    choice.setEditable(true);
    choice.setInsertPolicy(QComboBox::NoInsert);
    return choice.lineEdit();
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
    m_remark->setRemark(entered || text().isEmpty() ? QString() : sentenceFor(entered.error()).text());
}

} // namespace kaunt
