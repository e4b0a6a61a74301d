// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/async_service.h"

#include "gtest/gtest.h"
#include "jiedui/registry/v1/person_service.pb.h"

namespace jiedui::rpc {
namespace {

const google::protobuf::ServiceDescriptor& Persons() {
  return *registry::v1::GetPersonRequest::descriptor()->file()->FindServiceByName("PersonService");
}

TEST(AsyncService, HasOnlyAsynchronousMethods) {
  const AsyncService service(Persons());
  EXPECT_TRUE(service.has_async_methods());
  EXPECT_FALSE(service.has_synchronous_methods());
  EXPECT_FALSE(service.has_callback_methods());
  EXPECT_FALSE(service.has_generic_methods());
}

TEST(PathOf, IsWhatTravels) {
  EXPECT_EQ(PathOf(*Persons().FindMethodByName("GetPerson")), "/jiedui.registry.v1.PersonService/GetPerson");
}

}  // namespace
}  // namespace jiedui::rpc
