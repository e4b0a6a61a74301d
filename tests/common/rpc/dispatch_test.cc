// SPDX-License-Identifier: Apache-2.0
#include "common/rpc/dispatch.h"

#include "tests/common/rpc/test_server.h"

namespace jiedui::rpc {
namespace {

void StartWith(Service service) {
  const SystemClock clock;
  const auto store = store::NewMemoryStore(clock);
  std::vector<Service> services;
  services.push_back(std::move(service));
  const auto server = Server::Start(QuickOptions(), std::move(services), *store, clock);
}

TEST(DispatchDeathTest, RpcWithoutHandlerAborts) {
  testing::GTEST_FLAG(death_test_style) = "threadsafe";
  EXPECT_DEATH(StartWith(Service("jiedui.registry.v1.AdminService")), "jiedui.registry.v1.AdminService.GetStatus");
}

TEST(DispatchDeathTest, HandlerOfTheWrongKindAborts) {
  testing::GTEST_FLAG(death_test_style) = "threadsafe";
  Service service("jiedui.registry.v1.AdminService");
  service.Bulk<v1::GetStatusRequest, v1::GetStatusResponse>(
      "GetStatus", kAsItIs, [](const auto&, store::Transaction&) { return absl::StatusOr<RowResult>(RowResult()); });
  EXPECT_DEATH(StartWith(std::move(service)), "no handler of its kind");
}

TEST(Dispatch, EveryMethodOfAServiceIsReachable) {
  TestServer server;
  const auto stub = server.NewPersons();
  v1::DeletePersonRequest request;
  request.set_name("persons/p");
  // The handler's own answer, not gRPC's.
  EXPECT_EQ(Call(*stub, &PersonStub::DeletePerson, request).status().message(), "not in this test");
}

}  // namespace
}  // namespace jiedui::rpc
