// SPDX-License-Identifier: MIT
#include "core/api/partyreader.h"

#include "core/api/objectreader.h"

namespace kaunt {

Address readAddress(ObjectReader& object, QStringView name)
{
    ObjectReader source = object.child(name);
    Address address;
    address.street = source.text(u"street");
    address.city = source.text(u"city");
    address.postalCode = source.text(u"postalCode");
    address.state = source.text(u"state");
    address.countryCode = source.text(u"countryCode");
    return address;
}

Party readParty(ObjectReader& object, QStringView name)
{
    ObjectReader source = object.child(name);
    Party party;
    party.externalId = source.text(u"externalId");
    party.name = source.text(u"name");
    party.glnNumber = source.text(u"glnNumber");
    party.taxIdentificationNumber = source.text(u"taxIdentificationNumber");
    party.emailAddress = source.text(u"emailAddress");
    party.phoneNumber = source.text(u"phoneNumber");
    party.address = readAddress(source, u"address");
    source.acceptNull({u"contact"}); // what it holds is not documented, so it is told as unknown
    return party;
}

} // namespace kaunt
