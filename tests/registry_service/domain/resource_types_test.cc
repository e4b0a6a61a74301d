// SPDX-License-Identifier: Apache-2.0
#include "registry_service/domain/resource_types.h"

#include <gtest/gtest.h>

#include "jiedui/registry/v1/division.pb.h"
#include "jiedui/registry/v1/organization.pb.h"
#include "jiedui/registry/v1/person.pb.h"
#include "jiedui/registry/v1/privacy_service.pb.h"

namespace jiedui::registry {
namespace {

template <typename Message>
void ExpectNameOf(const char* type) {
  EXPECT_EQ(Message::descriptor()->full_name(), type);
}

TEST(ResourceTypes, AreTheNamesOfTheirMessages) {
  ExpectNameOf<v1::Division>(kDivisionType);
  ExpectNameOf<v1::Organization>(kOrganizationType);
  ExpectNameOf<v1::OrganizationPair>(kOrganizationPairType);
  ExpectNameOf<v1::Person>(kPersonType);
  ExpectNameOf<v1::PrivacyRequest>(kPrivacyRequestType);
}

}  // namespace
}  // namespace jiedui::registry
