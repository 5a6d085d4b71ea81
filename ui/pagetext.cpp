// SPDX-License-Identifier: MIT
#include "ui/pagetext.h"

#include "ui/pageform.h"

#include <QLabel>
#include <QVBoxLayout>

namespace kaunt {

QLabel* makePageText(const QString& objectName, const QString& text)
{
    auto* label = new QLabel(text);
    label->setObjectName(objectName);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    return label;
}

QLabel* makeSelectableText(const QString& objectName)
{
    QLabel* label = makePageText(objectName, {});
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

void addHint(PageForm& form, QLabel* text)
{
    form.addRow(new QLabel, text); // without one in front, the row is as tall as the text is where it is narrow
}

void addRemarkedRow(PageForm& form, const QString& label, QWidget* field, QLabel* remark)
{
    QSizePolicy asTallAsItWraps = remark->sizePolicy(); // which this cell asks it, unlike a form
    asTallAsItWraps.setVerticalPolicy(QSizePolicy::Preferred);
    remark->setSizePolicy(asTallAsItWraps);
    auto* cell = new QVBoxLayout;
    cell->addWidget(field);
    cell->addWidget(remark);
    auto* caption = new QLabel(label);
    caption->setBuddy(field);
    form.addRow(caption, cell);
}

QLabel* makePageTitle(const QString& objectName, const QString& text)
{
    QLabel* title = makePageText(objectName, text);
    QFont font = title->font();
    constexpr double larger = 1.5;
    font.setPointSizeF(font.pointSizeF() * larger);
    font.setBold(true);
    title->setFont(font);
    return title;
}

} // namespace kaunt
