// SPDX-License-Identifier: MIT
#include "ui/wholevaluedialog.h"

#include "ui/buttonrow.h"
#include "ui/helpdesk.h"
#include "ui/rawtextview.h"
#include "ui/readbody.h"
#include "ui/visibletext.h"
#include "ui/windowplace.h"

#include <QClipboard>
#include <QDialogButtonBox>
#include <QGuiApplication>
#include <QPushButton>
#include <QVBoxLayout>

namespace kaunt {

WholeValueDialog::WholeValueDialog(const QString& name, const QString& value, QWidget* parent)
    : QDialog(parent)
{
    constexpr QSize comfortable(640, 360);
    constexpr qsizetype mostOfName = 200;
    const QString shownName = elidedText(visibleText(name), mostOfName); // keys of a payload may be in it
    setObjectName(QStringLiteral("wholeValueDialog"));
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(shownName);
    addHelpKey(*this, QStringLiteral("list.md"));

    auto* text = new RawTextView;
    text->setObjectName(QStringLiteral("wholeValue"));
    text->setAccessibleName(shownName);
    const bool isUtf16 = value.isValidUtf16(); // UTF-8 has no halves of surrogate pairs
    text->setText(shownTextOf((isUtf16 ? value : visibleText(value, LineFeeds::Keep)).toUtf8()));

    auto* buttons = new QDialogButtonBox(this);
    auto* copy = buttons->addButton(tr("&Copy"), QDialogButtonBox::ActionRole);
    copy->setObjectName(QStringLiteral("copyWholeValue"));
    addCloseButton(*buttons);
    connect(copy, &QPushButton::clicked, this, [value] { QGuiApplication::clipboard()->setText(value); });
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);

    auto* layout = new QVBoxLayout(this);
    layout->addWidget(text);
    layout->addWidget(buttons);
    resizeWithinScreen(*this, comfortable);
}

} // namespace kaunt
