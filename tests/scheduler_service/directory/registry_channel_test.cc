// SPDX-License-Identifier: Apache-2.0
#include "scheduler_service/directory/registry_channel.h"

#include <gtest/gtest.h>

#include "tests/scheduler_service/eventually.h"
#include "tests/scheduler_service/fake_registry.h"
#include "tests/scheduler_service/samples.h"

namespace jiedui::scheduler {
namespace {

bool Answers(registry::v1::AdminService::Stub& stub) {
  grpc::ClientContext context;
  registry::v1::GetStatusResponse response;
  return stub.GetStatus(&context, {}, &response).ok();
}

TEST(RegistryChannel, ComesBackSoonAfterTheRegistry) {
  FakeRegistry registry;
  const auto stub = registry::v1::AdminService::NewStub(NewRegistryChannel(registry.address()));
  ASSERT_TRUE(Answers(*stub));
  registry.Stop();
  ASSERT_TRUE(Eventually([&] { return !Answers(*stub); }));
  registry.Start();
  EXPECT_TRUE(Eventually([&] { return Answers(*stub); }, absl::Seconds(5)));
}

// A commit of many persons is more than gRPC's usual 4 MiB.
TEST(RegistryChannel, TakesBigMessages) {
  FakeRegistry registry;
  auto person = VillageDoctor();
  person.set_display_name(std::string(5 * 1024 * 1024, 'x'));
  registry.Put(person);
  const auto stub = registry::v1::ChangeService::NewStub(NewRegistryChannel(registry.address()));
  grpc::ClientContext context;
  const auto stream = stub->WatchChanges(&context, {});
  registry::v1::WatchChangesResponse message;
  EXPECT_TRUE(stream->Read(&message));
  context.TryCancel();
}

}  // namespace
}  // namespace jiedui::scheduler
