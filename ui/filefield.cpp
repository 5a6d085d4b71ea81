// SPDX-License-Identifier: MIT
#include "ui/filefield.h"

#include "ui/buttonrow.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QPushButton>

namespace kaunt {

FileField::FileField(const QString& objectName, const QString& title, const QString& kinds, QWidget* parent)
    : QWidget(parent)
    , m_path(new QLineEdit)
{
    m_path->setObjectName(objectName);
    m_path->setAccessibleName(title);
    QPushButton* choose = makeRowButton(objectName + QStringLiteral("Choose"), tr("Choose…"), title);
    choose->setAccessibleName(title);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->addWidget(m_path, 1);
    row->addWidget(choose);
    setFocusProxy(m_path);
    setFocusPolicy(Qt::StrongFocus); // for the mnemonic of a label beside it
    connect(m_path, &QLineEdit::textEdited, this, &FileField::edited);
    connect(choose, &QPushButton::clicked, this, [this, title, kinds] { this->choose(title, kinds); });
}

QString FileField::path() const
{
    return m_path->text().trimmed();
}

void FileField::setPath(const QString& path)
{
    m_path->setText(path);
}

bool FileField::isSpecial() const
{
    const QFileInfo info(path());
    return info.exists() && !info.isFile();
}

void FileField::choose(const QString& title, const QString& kinds)
{
    auto* dialog = new QFileDialog(this, title, path(), kinds);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFile);
    connect(dialog, &QFileDialog::fileSelected, this, [this](const QString& file) {
        setPath(file);
        Q_EMIT edited();
    });
    dialog->open();
}

QString pemFiles()
{
    return FileField::tr("PEM files (*.pem *.crt *.cer *.key);;All files (*)");
}

} // namespace kaunt
