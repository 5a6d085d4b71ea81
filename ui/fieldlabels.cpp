// SPDX-License-Identifier: MIT
#include "ui/fieldlabels.h"

#include <QAbstractButton>
#include <QEvent>
#include <QFormLayout>
#include <QLabel>

#include <algorithm>
#include <utility>

namespace kaunt {

namespace {

/// Of one field; a child of its label.
class FieldLabel final : public QObject {
public:
    FieldLabel(QLabel& label, QWidget& field)
        : QObject(&label)
        , m_label(label)
        , m_field(field)
    {
        field.installEventFilter(this);
        follow();
    }

    bool eventFilter(QObject* watched, QEvent* event) override
    {
        if (watched == &m_field && event->type() == QEvent::EnabledChange)
            follow();
        return QObject::eventFilter(watched, event);
    }

private:
    void follow() { m_label.setEnabled(m_field.isEnabledTo(m_label.parentWidget())); }

    QLabel& m_label;
    QWidget& m_field;
};

} // namespace

void followFields(const QWidget& widget)
{
    const auto labels = widget.findChildren<QLabel*>();
    for (QLabel* label : labels) {
        if (QWidget* field = label->buddy(); field && !qobject_cast<QAbstractButton*>(field))
            new FieldLabel(*label, *field);
    }
}

void alignFields(const QWidget& widget)
{
    QList<QLabel*> labels;
    int widest = 0;
    const auto forms = widget.findChildren<QFormLayout*>();
    for (QFormLayout* form : forms) {
        for (int row = 0; row < form->rowCount(); ++row) {
            const QLayoutItem* item = form->itemAt(row, QFormLayout::LabelRole);
            auto* label = item ? qobject_cast<QLabel*>(item->widget()) : nullptr;
            if (!label)
                continue;
            label->setAlignment(form->labelAlignment() | Qt::AlignVCenter);
            widest = std::max(widest, label->sizeHint().width());
            labels.append(label);
        }
    }
    for (QLabel* label : std::as_const(labels))
        label->setMinimumWidth(widest);
}

} // namespace kaunt
