// SPDX-License-Identifier: MIT
#include "ui/messagebox.h"

#include <QLabel>

namespace kaunt {

namespace {

QString iconText(QMessageBox::Icon icon)
{
    switch (icon) {
    case QMessageBox::Critical:
    case QMessageBox::Warning:
        return QMessageBox::tr("Problem");
    default:
        return QMessageBox::tr("Notice");
    }
}

} // namespace

QMessageBox* makeMessageBox(QMessageBox::Icon icon, const QString& objectName, const QString& title,
                            const Sentence& sentence, QWidget* parent)
{
    auto* box = new QMessageBox(icon, title, sentence.happened, QMessageBox::Close, parent);
    box->setObjectName(objectName);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setInformativeText(Sentence{{}, sentence.reason, sentence.next}.text());
    if (auto* rest = box->findChild<QLabel*>(QStringLiteral("qt_msgbox_informativelabel")))
        rest->setTextFormat(Qt::PlainText); // which the box tells its other text alone
    if (auto* picture = box->findChild<QLabel*>(QStringLiteral("qt_msgboxex_icon_label")))
        picture->setAccessibleName(iconText(icon));
    return box;
}

} // namespace kaunt
